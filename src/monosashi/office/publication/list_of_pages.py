"""The list of the pages of the public site, with what becomes of each."""

from django.urls import reverse

from monosashi.core.messages import message
from monosashi.office.publication.comparing import ChangedPage, PageChange
from monosashi.office.ui.cells import Cell
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import Column, Filter, ListOf, Option, by_text
from monosashi.wording import LANGUAGES

_TAGS = {PageChange.ADDED: "done", PageChange.CHANGED: "wait", PageChange.GONE: "stop", PageChange.SAME: "none"}


def list_of_pages(plan_id: str, key: str) -> ListOf[ChangedPage]:
    """Titles lead into the preview; those of pages that are gone lead nowhere."""

    def title(row: ChangedPage) -> Cell:
        folder = row.name.removesuffix("index.html")
        where = reverse("publication:site-file", args=(plan_id, key, folder)) if folder else _first(plan_id, key)
        return Cell(row.title or row.name, address="" if row.change is PageChange.GONE else where)

    return ListOf(
        name=f"{plan_id}-pages",
        caption=message("publication.pages.caption"),
        columns=(
            Column("title", message("publication.pages.title"), title, lambda row: by_text(row.title), head=True),
            Column("change", message("publication.pages.change"), _change, lambda row: by_text(row.change)),
            Column("name", message("publication.pages.address"), _name, lambda row: by_text(row.name), wide=True),
        ),
        filters=(
            Filter("change", message("publication.pages.change"), _options(), lambda row, value: row.change == value),
            Filter("language", message("publication.pages.language"), _languages(), _speaks),
        ),
        words=lambda row: (row.title, row.name),
        empty=message("publication.pages.none"),
    )


def language_of(name: str) -> str:
    """In which language a page is: the source language stands at the top, others in folders of their own."""
    first = name.partition("/")[0]
    return first if first in LANGUAGES else LANGUAGES[0]


def _first(plan_id: str, key: str) -> str:
    return reverse("publication:site", args=(plan_id, key))


def _name(row: ChangedPage) -> Cell:
    return Cell(row.name)


def _change(row: ChangedPage) -> Cell:
    return Cell(spoken(row.change), tag=_TAGS[row.change])


def _options() -> tuple[Option, ...]:
    return tuple(Option(each.value, spoken(each)) for each in PageChange)


def _languages() -> tuple[Option, ...]:
    return tuple(Option(each, spoken(message(f"publication.language.{each}"))) for each in LANGUAGES)


def _speaks(row: ChangedPage, value: str) -> bool:
    return language_of(row.name) == value
