"""A page of the site as a fragment to paste: how firm its figures are and what stands in `<main>`.

It has no script, style, form or class. The first heading becomes the title of the page in the content management system and
is taken out. Charts stay inline: they need neither style sheet nor class. A link that leads nowhere there becomes plain words.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

_DROPPED = frozenset({"script", "style", "template", "form", "button", "select", "dialog", "nav", "object", "iframe"})
"""Elements that go with all they hold. Navigation is the content management system's own."""

_DROPPED_CLASSES = frozenset({"cite"})
"""The addresses of the pages to cite: they stand in the site, and not where the pieces are pasted."""

_DROPPED_VOID = frozenset({"link", "meta", "input", "base", "embed", "source", "track"})
_VOID = frozenset({"br", "hr", "img", "wbr", "col", "area"})
_ATTRIBUTES = frozenset(
    {"href", "src", "alt", "title", "lang", "colspan", "rowspan", "scope", "headers", "id", "datetime", "abbr", "start"}
)
_SVG_NOISE = re.compile(r"""\s(?:class|style|on\w+)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)

Rewrite = Callable[[str], str | None]
"""From the address in a link of the page to that in the fragment; None: there is nothing to link to."""

_STANDING = "standing"
"""The class of the element that says of which edition a page is and whether that is provisional."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """What to paste. `title` is the page's first heading in plain words; `links` are all addresses in it, as on the page."""

    title: str
    html: str
    links: tuple[str, ...]


def fragment_of(page: str, rewrite: Rewrite = str) -> Fragment:
    """The fragment of a whole page. Raises ValueError where the page does not say how firm it is, or has no `<main>`."""
    cut = _Cut(rewrite)
    cut.feed(page)
    cut.close()
    if missing := {_STANDING, "main"} - cut.found:
        raise ValueError(*missing)
    return Fragment(
        " ".join("".join(cut.title).split()), _without_blank_lines("".join(cut.parts)), tuple(dict.fromkeys(cut.links))
    )


def _without_blank_lines(html: str) -> str:
    return "\n".join(line.rstrip() for line in html.splitlines() if line.strip()) + "\n"


class _Cut(HTMLParser):
    """Reads a page and writes what may be pasted. `_depth`: open elements of the part that is being written, 0 outside."""

    def __init__(self, rewrite: Rewrite) -> None:
        super().__init__(convert_charrefs=True)
        self.rewrite = rewrite
        self.parts: list[str] = []
        self.title: list[str] = []
        self.links: list[str] = []
        self.found: set[str] = set()
        self._depth = 0
        self._linked: list[bool] = []
        self._spans: list[bool] = []
        self._dropping: list[str] = []
        self._in_title = False
        self._drawing = 0

    @property
    def _writes(self) -> bool:
        return self._depth > 0 and not self._dropping

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID | _DROPPED_VOID and (self._depth or self._begins(tag, dict(attrs))):
            self._depth += 1
            if self._depth == 1:
                return
        if self._writes:
            self._start(tag, dict(attrs))
        elif self._dropping and tag == self._dropping[0]:
            self._dropping.append(tag)

    def _begins(self, tag: str, attrs: dict[str, str | None]) -> bool:
        named = "main" if tag == "main" else _STANDING if attrs.get("class") == _STANDING else ""
        self.found |= {named} - {""}
        return bool(named)

    def _start(self, tag: str, attrs: dict[str, str | None]) -> None:
        if self._goes(tag, attrs):
            self._dropping.append(tag)
        elif tag == "h1":
            self._in_title = True
        elif tag == "svg" or self._drawing:
            self._drawing += tag == "svg"
            self.parts.append(_SVG_NOISE.sub("", self.get_starttag_text() or ""))
        elif tag == "a":
            self._link(attrs)
        elif tag == "span":
            self._span(self._kept(attrs))
        elif tag not in _DROPPED_VOID and not self._in_title:
            self.parts.append(f"<{tag}{self._kept(attrs)}>")

    def _goes(self, tag: str, attrs: dict[str, str | None]) -> bool:
        """Whether the element goes with all it holds."""
        classes = set((attrs.get("class") or "").split())
        return tag in _DROPPED or bool(classes & _DROPPED_CLASSES) or ("hidden" in attrs and tag not in _VOID)

    def _span(self, kept: str) -> None:
        """One that said nothing but its class is left out; one in another language stays."""
        self._spans.append(bool(kept))
        if kept and not self._in_title:
            self.parts.append(f"<span{kept}>")

    def _link(self, attrs: dict[str, str | None]) -> None:
        href = attrs.get("href") or ""
        to = self.rewrite(href)
        self._linked.append(to is not None)
        if to is not None:
            self.links.append(href)
            self.parts.append(f"<a{self._kept(attrs | {'href': to})}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._writes:
            return
        if self._drawing:
            self.parts.append(_SVG_NOISE.sub("", self.get_starttag_text() or ""))
        elif tag in _VOID:
            self.parts.append(f"<{tag}{self._kept(dict(attrs))}>")

    def handle_endtag(self, tag: str) -> None:
        if not self._depth or tag in _VOID:
            return
        self._depth -= 1
        if self._dropping:
            if tag == self._dropping[0]:
                self._dropping.pop()
        elif self._depth:
            self._end(tag)

    def _end(self, tag: str) -> None:
        if tag == "h1":
            self._in_title = False
        elif tag == "a" and not self._drawing:
            if self._linked.pop():
                self.parts.append("</a>")
        elif tag == "span" and not self._drawing:
            if self._spans.pop() and not self._in_title:
                self.parts.append("</span>")
        elif not self._in_title:
            self._drawing -= tag == "svg"
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._writes:
            return
        if self._in_title:
            self.title.append(data)
        else:
            self.parts.append(escape(data, quote=False))

    def _kept(self, attrs: dict[str, str | None]) -> str:
        named = (
            (name, value or "") for name, value in attrs.items() if name in _ATTRIBUTES or name.startswith("aria-")
        )
        return "".join(f' {name}="{escape(value)}"' for name, value in named)
