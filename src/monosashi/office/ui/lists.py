"""One way for every list: search, filter, sort, page, download. What is chosen stands in the address.

A page describes its list once (`ListOf`): columns, filters, what is searched. `listed` makes of the rows what the template
`ui/_list.html` shows, `as_file` the same rows as CSV or Excel.
"""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, TypeVar

from django.http import QueryDict
from django.utils.safestring import SafeString, mark_safe

from monosashi.checks.folding import fold, words_of
from monosashi.core.messages import Message, message
from monosashi.office.ui.cells import Cell
from monosashi.office.ui.language import spoken
from monosashi.office.ui.markup import Place, row_markup

Row = TypeVar("Row")
Cells = tuple[Cell, ...]
SortKey = tuple[int, Decimal | str]
"""1 and the word or figure; (2, "") for what is absent, which stands last in either direction."""

PAGE = 50
ABSENT: SortKey = (2, "")


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column. `sort` None: the list cannot be sorted by it. `figures`: right-aligned. `unit` is that of the whole column.

    `wide` cells span a card on a phone, those that come `later` are shown there when the card is opened. `head`: the cell names its
    row (one column of a list does). `note` is what the notes of
    its cells are called in a file, where they have a column of their own; None: the heading, as a supplement to it.
    """

    key: str
    heading: Message
    cell: Callable[[Row], Cell]
    sort: Callable[[Row], SortKey] | None = None
    figures: bool = False
    unit: str = ""
    wide: bool = False
    head: bool = False
    note: Message | None = None
    later: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Filter(Generic[Row]):
    """One filter: `keeps` says whether a row has the chosen value. A value that is no option is not applied."""

    key: str
    label: Message
    options: tuple[Option, ...]
    keeps: Callable[[Row, str], bool]


@dataclass(frozen=True, slots=True)
class ListOf(Generic[Row]):
    """A list. `words` are the texts of a row in which one searches, None: no search. `name` is that of the downloaded file."""

    name: str
    caption: Message
    columns: tuple[Column[Row], ...]
    filters: tuple[Filter[Row], ...] = ()
    words: Callable[[Row], Iterable[str]] | None = None
    empty: Message | None = None
    keep: tuple[str, ...] = ()
    """Parts of the address that are not the list's own and stay (the year)."""
    cards: bool = True
    once: Callable[[Row, Callable[[], Cells]], Cells] | None = None
    """Keeps the cells of a row that says the same to everybody, None: they are made for each page."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column's heading with the address that sorts by it; `direction` is `ascending`, `descending` or ""."""

    heading: Message
    figures: bool
    unit: str
    address: str
    direction: str
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter with what is chosen, "" for all."""

    key: str
    label: Message
    options: tuple[Option, ...]
    value: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What the page shows. `found` rows of `total` are left by search and filters; `kept` are the address's other parts."""

    name: str
    caption: Message
    heads: tuple[Head, ...]
    body: SafeString
    filters: tuple[Chosen, ...]
    searchable: bool
    query: str
    found: int
    total: int
    page: int
    pages: int
    first: int
    last: int
    before: str
    after: str
    csv: str
    xlsx: str
    kept: tuple[tuple[str, str], ...] = ()
    narrowed: bool = False
    clear: str = "?"
    empty: Message | None = None
    cards: bool = True


@dataclass(frozen=True, slots=True)
class Asked(Generic[Row]):
    """What an address asks of a list. What does not fit is left out of account, never an error."""

    list: ListOf[Row]
    parts: QueryDict
    chosen: dict[str, str] = field(default_factory=dict)

    @property
    def query(self) -> str:
        """What is searched for."""
        return str(self.parts.get("q", "")).strip() if self.list.words else ""

    @property
    def sort(self) -> tuple[Column[Row] | None, bool]:
        """The column to sort by, None for the plan's own order, and whether downwards."""
        asked = str(self.parts.get("sort", ""))
        key = asked.removeprefix("-")
        column = next((c for c in self.list.columns if c.key == key and c.sort is not None), None)
        return column, asked.startswith("-")

    def address(self, **changed: str) -> str:
        """The address with some parts changed; "" leaves a part out."""
        parts = QueryDict(mutable=True)
        own = ("q", "sort", "page", *(each.key for each in self.list.filters))
        for key in (*self.list.keep, *own):
            value = changed.get(key, "" if key == "page" else str(self.parts.get(key, "")))
            if value:
                parts[key] = value
        if "format" in changed:
            parts["format"] = changed["format"]
        return f"?{parts.urlencode()}"


def asked(list_of: ListOf[Row], parts: QueryDict) -> Asked[Row]:
    """What the address asks."""
    chosen = {each.key: str(parts.get(each.key, "")) for each in list_of.filters}
    known = {each.key: {option.value for option in each.options} for each in list_of.filters}
    return Asked(list_of, parts, {key: value for key, value in chosen.items() if value in known[key]})


def selected(ask: Asked[Row], rows: Iterable[Row]) -> list[Row]:
    """The rows that search and filters leave, in the order asked for."""
    wanted = words_of(ask.query)
    words = ask.list.words
    found = [row for row in rows if _kept(ask, row) and (not wanted or words is None or _has(words(row), wanted))]
    column, down = ask.sort
    if column is None or column.sort is None:
        return found
    key = column.sort
    told, absent = [r for r in found if key(r) != ABSENT], [r for r in found if key(r) == ABSENT]
    return [*sorted(told, key=key, reverse=down), *absent]


def listed(list_of: ListOf[Row], rows: Sequence[Row], parts: QueryDict) -> Listing:
    """The page of the list that the address asks for. Cells are made for the rows of this page alone."""
    ask = asked(list_of, parts)
    found = selected(ask, rows)
    pages = _pages(len(found))
    page = min(_page(parts), pages)
    first, last = page_of(parts, len(found))
    shown = found[first - 1 : last] if found else []
    return Listing(
        name=list_of.name,
        caption=list_of.caption,
        heads=tuple(_head(ask, column) for column in list_of.columns),
        body=_body(list_of, shown),
        filters=tuple(Chosen(f.key, f.label, f.options, ask.chosen.get(f.key, "")) for f in list_of.filters),
        searchable=list_of.words is not None,
        query=ask.query,
        found=len(found),
        total=len(rows),
        page=page,
        pages=pages,
        first=first,
        last=last,
        before=ask.address(page=str(page - 1)) if page > 1 else "",
        after=ask.address(page=str(page + 1)) if page < pages else "",
        csv=ask.address(format="csv"),
        xlsx=ask.address(format="xlsx"),
        kept=_carried(ask),
        narrowed=bool(ask.query or ask.chosen),
        clear=ask.address(q="", **dict.fromkeys((each.key for each in list_of.filters), "")),
        empty=list_of.empty,
        cards=list_of.cards,
    )


def page_of(parts: QueryDict, found: int) -> tuple[int, int]:
    """Which of so many rows stand on the page that the address asks for: the first and the last, from 1; (0, 0) for none."""
    if not found:
        return 0, 0
    page = min(_page(parts), _pages(found))
    return (page - 1) * PAGE + 1, min(page * PAGE, found)


@dataclass(frozen=True, slots=True)
class Pager:
    """Which of `found` rows a page shows, with the addresses of the pages beside it, "" for none."""

    found: int
    first: int
    last: int
    pages: int
    before: str
    after: str


def pager(parts: QueryDict, found: int) -> Pager:
    """The pager of a page that is no list, by its address. Everything else in the address stays."""

    def at(page: int) -> str:
        other = parts.copy()
        other["page"] = str(page)
        return f"?{other.urlencode()}"

    pages, (first, last) = _pages(found), page_of(parts, found)
    page = min(_page(parts), pages)
    return Pager(found, first, last, pages, at(page - 1) if page > 1 else "", at(page + 1) if page < pages else "")


def folded(text: str) -> str:
    """Numbers and names as they are compared: full and half width, capital and small letters are the same."""
    return unicodedata.normalize("NFKC", text).casefold()


def by_text(text: str) -> SortKey:
    """Sort key of a word; what is empty stands last."""
    return (1, text) if text else ABSENT


def by_number(number: Decimal | int | None) -> SortKey:
    """Sort key of a figure; what is absent stands last."""
    return ABSENT if number is None else (1, Decimal(number))


def _kept(ask: Asked[Row], row: Row) -> bool:
    return all(each.keeps(row, ask.chosen[each.key]) for each in ask.list.filters if each.key in ask.chosen)


def _has(texts: Iterable[str], wanted: tuple[str, ...]) -> bool:
    """Whether every word stands in one of the texts, however they are written: as the search page finds it."""
    whole = "\n".join(map(fold, texts))
    return all(word in whole for word in wanted)


def _pages(found: int) -> int:
    return max(1, -(-found // PAGE))


def _page(parts: QueryDict) -> int:
    text = str(parts.get("page", "1"))
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1  # noqa: PLR2004 -- a million pages


def _head(ask: Asked[Row], column: Column[Row]) -> Head:
    sorted_by, down = ask.sort
    now = "" if sorted_by is not column else "descending" if down else "ascending"
    turned = f"-{column.key}" if now == "ascending" else column.key
    address = ask.address(sort=turned) if column.sort else ""
    return Head(column.heading, column.figures, column.unit, address, now, column.wide)


def _body(list_of: ListOf[Row], rows: Iterable[Row]) -> SafeString:
    count = sum(column.later for column in list_of.columns)
    more = spoken(message("ui.list.more_of_card", count=count)) if count else ""
    places = [
        Place(spoken(c.heading), c.figures, c.wide, c.head, c.unit, later=c.later, more=more if c.head else "")
        for c in list_of.columns
    ]
    shown = (row_markup(zip(_cells(list_of, row), places, strict=True)) for row in rows)
    return mark_safe("".join(shown))  # noqa: S308 -- escaped cell by cell


def _cells(list_of: ListOf[Row], row: Row) -> Cells:
    def made() -> Cells:
        return tuple(column.cell(row) for column in list_of.columns)

    return list_of.once(row, made) if list_of.once else made()


def _carried(ask: Asked[Row]) -> tuple[tuple[str, str], ...]:
    """What a search keeps of the address: the list's sorting, the page's own parts."""
    return tuple((key, str(ask.parts[key])) for key in (*ask.list.keep, "sort") if ask.parts.get(key))
