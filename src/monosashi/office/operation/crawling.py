"""Every page that is linked, fetched as a browser of one person would."""

from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, OpenerDirector, ProxyHandler, Request, build_opener

HTML = "text/html"

_OK = 200
_LINKS = {"a": "href", "link": "href", "script": "src", "img": "src"}
_SECONDS = 60
_VARIANTS = 2
_SAMPLES = 2
"""How many pages of one shape somebody opens that others have opened before: every kind of page as each role has it."""


class NotLoggedIn(Exception):
    """The log-in page came again."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A page that should have been there, and the page that links to it."""

    address: str
    status: int
    origin: str


@dataclass(slots=True)
class Walk:
    """What one person saw, addresses without fragments. `before` is what others saw.

    `enough` is how many pages of one shape are opened that nobody saw before, None: all of them.
    `variants` is how often a page was asked in another way, `shapes` how many pages of one shape were opened.
    """

    before: frozenset[str] = frozenset()
    enough: int | None = None
    seen: set[str] = field(default_factory=set)
    broken: list[Broken] = field(default_factory=list)
    opened: int = 0
    variants: Counter[tuple[str, str]] = field(default_factory=Counter)
    shapes: Counter[str] = field(default_factory=Counter)

    def after(self) -> "Walk":
        """The walk of the person who comes next."""
        return Walk(self.before | self.seen, self.enough, variants=self.variants)

    def has_enough_of(self, address: str) -> bool:
        """Whether this person saw enough pages of its shape."""
        enough = _SAMPLES if address in self.before else self.enough
        return enough is not None and self.shapes[_shape(address)] >= enough


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of an address. `page` is "" where it was no page; `where` is the address in the end."""

    status: int
    kind: str
    page: str
    where: str


Fetch = Callable[[str], Fetched]


class Browser:
    """One person's browser."""

    def __init__(self, home: str) -> None:
        self._home = home
        self._cookies = CookieJar()
        self._opener: OpenerDirector = build_opener(ProxyHandler({}), HTTPCookieProcessor(self._cookies))

    def log_in(self, username: str, password: str) -> None:
        """Raises NotLoggedIn."""
        found = self._get(self._home)
        page, where = found.page, found.where
        fields = {**dict(_hidden(page)), _named(page, "text"): username, _named(page, "password"): password}
        request = Request(where, urlencode(fields).encode(), {"Referer": where})  # noqa: S310 -- our own server
        with self._opener.open(request, timeout=_SECONDS) as answer:
            if _named(answer.read().decode(), "password"):
                raise NotLoggedIn(username)

    def walk(self, walked: Walk) -> Walk:
        """Follow the links of this server, as `followed` does."""
        return followed(self._home, self._get, walked)

    def _get(self, address: str) -> Fetched:
        try:
            with self._opener.open(address, timeout=_SECONDS) as answer:
                kind = answer.headers.get_content_type()
                page = answer.read().decode() if kind == HTML else ""
                return Fetched(int(answer.status), kind, page, str(answer.url))
        except HTTPError as error:
            return Fetched(error.code, "", "", address)


def followed(home: str, fetch: Fetch, walked: Walk) -> Walk:
    """Follow every link on pages of this server that nobody followed before, and some of each shape that others did.

    A page in another order, narrowed, or in another year is followed a few times, not in every combination.
    """
    waiting, walk = deque([(home, "")]), walked.after()
    while waiting:
        address, origin = waiting.popleft()
        if address in walk.seen or walk.has_enough_of(address) or _one_more_variant(address, walk):
            continue
        walk.seen.add(address)
        walk.shapes[_shape(address)] += 1
        walk.opened += 1
        found = fetch(address)
        walk.seen.add(found.where)
        if found.status != _OK:
            walk.broken.append(Broken(address, found.status, origin))
        elif found.kind == HTML:
            waiting.extend((link, address) for link in _links(found, home) if link not in walk.seen)
    return walk


def _links(found: Fetched, home: str) -> Iterator[str]:
    for link in _found(found.page):
        address, _ = urldefrag(urljoin(found.where, link))
        if urlsplit(address).netloc == urlsplit(home).netloc:
            yield address


def _shape(address: str) -> str:
    """The path without what is counted: `/plans/#/measures/#/`."""
    return "/".join("#" if any(map(str.isdigit, part)) else part for part in urlsplit(address).path.split("/"))


def _one_more_variant(address: str, walk: Walk) -> bool:
    """Whether it is a page that was seen often enough in other variants."""
    parts = urlsplit(address)
    keys = [key for key, _ in parse_qsl(parts.query)]
    if len(keys) > 1:
        return True
    if not keys:
        return False
    walk.variants[parts.path, keys[0]] += 1
    return walk.variants[parts.path, keys[0]] > _VARIANTS


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.fields: list[dict[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag in _LINKS and found.get(_LINKS[tag]):
            self.links.append(found[_LINKS[tag]])
        if tag == "input":
            self.fields.append(found)


def _read(page: str) -> _Page:
    parser = _Page()
    parser.feed(page)
    return parser


def _found(page: str) -> list[str]:
    return _read(page).links


def _hidden(page: str) -> Iterator[tuple[str, str]]:
    for field_ in _read(page).fields:
        if field_.get("type") == "hidden" and field_.get("name"):
            yield field_["name"], field_.get("value", "")


def _named(page: str, kind: str) -> str:
    """The name of the first field of this kind, "" where there is none."""
    return next((each.get("name", "") for each in _read(page).fields if each.get("type", "text") == kind), "")
