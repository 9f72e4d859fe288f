"""Every page that is linked, fetched as a browser of one person would."""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, OpenerDirector, ProxyHandler, Request, build_opener

_OK = 200
_LINKS = {"a": "href", "link": "href", "script": "src", "img": "src"}
_SECONDS = 60
_VARIANTS = 2


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
    """What was seen. `seen` are addresses without fragments, `variants` how often a page was asked in another way."""

    seen: set[str] = field(default_factory=set)
    broken: list[Broken] = field(default_factory=list)
    opened: int = 0
    variants: Counter[tuple[str, str]] = field(default_factory=Counter)


class Browser:
    """One person's browser."""

    def __init__(self, home: str) -> None:
        self._home = home
        self._cookies = CookieJar()
        self._opener: OpenerDirector = build_opener(ProxyHandler({}), HTTPCookieProcessor(self._cookies))

    def log_in(self, username: str, password: str) -> None:
        """Raises NotLoggedIn."""
        _, _, page, where = self._get(self._home)
        fields = {**dict(_hidden(page)), _named(page, "text"): username, _named(page, "password"): password}
        request = Request(where, urlencode(fields).encode(), {"Referer": where})  # noqa: S310 -- our own server
        with self._opener.open(request, timeout=_SECONDS) as answer:
            if _named(answer.read().decode(), "password"):
                raise NotLoggedIn(username)

    def walk(self, walked: Walk) -> Walk:
        """Follow every link on pages of this server that was not followed before.

        A page in another order, narrowed, or in another year is followed a few times, not in every combination.
        """
        waiting = deque([(self._home, "")])
        walk = Walk(walked.seen - {self._home}, variants=walked.variants)
        while waiting:
            address, origin = waiting.popleft()
            if address in walk.seen or _one_more_variant(address, walk):
                continue
            walk.seen.add(address)
            walk.opened += 1
            status, kind, page, where = self._get(address)
            walk.seen.add(where)
            if status != _OK:
                walk.broken.append(Broken(address, status, origin))
            elif kind.startswith("text/html"):
                waiting.extend((link, address) for link in self._links(page, where) if link not in walk.seen)
        return walk

    def _get(self, address: str) -> tuple[int, str, str, str]:
        try:
            with self._opener.open(address, timeout=_SECONDS) as answer:
                kind = answer.headers.get_content_type()
                page = answer.read().decode() if kind == "text/html" else ""
                return int(answer.status), kind, page, str(answer.url)
        except HTTPError as error:
            return error.code, "", "", address

    def _links(self, page: str, where: str) -> Iterator[str]:
        for link in _found(page):
            address, _ = urldefrag(urljoin(where, link))
            if urlsplit(address).netloc == urlsplit(self._home).netloc:
                yield address


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
