"""The article of each page of one edition in one language: what stands between the head and the foot of the site."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from monosashi.core.messages import Message
from monosashi.publishing.comparison.differences import Comparison
from monosashi.publishing.site import addresses
from monosashi.publishing.site.axes import axes_in_words
from monosashi.publishing.site.editions import SiteEdition
from monosashi.publishing.site.errata import errata_of
from monosashi.publishing.site.grades import legend_of
from monosashi.publishing.site.last_year import FILE, as_cell, workbook_of
from monosashi.publishing.site.lists import (
    MeasureRow,
    departments_with_measures,
    in_stage,
    measure_rows,
    node_page,
    nodes_with_a_page,
    overview_page,
    tree_of,
)
from monosashi.publishing.site.measures import MeasurePage, Years, measure_page
from monosashi.publishing.site.settings import SiteSettings
from monosashi.publishing.site.terms import Explained, Term, terms_of
from monosashi.publishing.site.words import SiteTongue, environment
from monosashi.wording import Language, render


@dataclass(frozen=True, slots=True)
class Article:
    """One page before it gets its head and foot. `attachments` are files beside it, by name."""

    place: str
    heading: str
    html: Markup
    description: str = ""
    attachments: tuple[tuple[str, bytes], ...] = ()


class Desk:
    """What all pages of one edition in one language need; made once for them."""

    def __init__(self, edition: SiteEdition, settings: SiteSettings, years: Years, language: Language) -> None:
        self.edition, self.settings, self.years = edition, settings, years
        self.tongue = SiteTongue(language)
        self.environment = environment(language)
        self.terms: Mapping[str, Term] = terms_of(edition, settings.terms, self.tongue)
        self.rows: tuple[MeasureRow, ...] = measure_rows(edition, self.tongue)

    @property
    def site_name(self) -> str:
        """The city's own title, else the plan's."""
        plan = self.edition.plan
        city = plan.municipality.name
        return self.settings.name or (plan.name if plan.name.startswith(city) else f"{city} {plan.name}")

    def article(self, template: str, place: str, heading: str, **given: object) -> Article:
        """One page. `heading` goes into the title of the window."""
        shown = {
            "edition": self.edition,
            "home": addresses.up(place),
            "explain": Explained(self.terms, self.tongue),
            "site_name": self.site_name,
            "has_money": any(row.initial is not None or row.spent is not None for row in self.rows),
            "has_stages": any(row.stage for row in self.rows),
            **given,
        }
        html = self.environment.get_template(f"{template}.html.j2").render(shown)
        return Article(place, heading, Markup(html))  # noqa: S704 -- the template escaped everything


@dataclass(frozen=True, slots=True)
class Compared:
    """An edition held against the one before it and, where it corrects one that stands, against that: None where there is none."""

    before: Comparison | None
    corrected: Comparison | None


def articles_of(desk: Desk, compared: Compared) -> Iterator[Article]:
    """All pages of an edition."""
    yield _overview(desk)
    yield _tree(desk)
    yield desk.article("measures", addresses.MEASURES, desk.tongue.say("site.nav.measures"), page=desk.rows)
    yield from (_measure(desk, row) for row in desk.rows)
    yield from _nodes(desk)
    yield from _departments(desk)
    yield _grades(desk)
    yield _life_cycle(desk)
    yield _changes(desk, compared)


def _overview(desk: Desk) -> Article:
    page = overview_page(desk.edition, desk.tongue)
    return desk.article("overview", "", desk.tongue.say("site.nav.overview"), page=page)


def _tree(desk: Desk) -> Article:
    with_page = {node.id for node in nodes_with_a_page(desk.edition)}
    page = tree_of(desk.edition, desk.tongue)
    return desk.article("tree", addresses.TREE, desk.tongue.say("site.nav.tree"), page=page, with_page=with_page)


def _measure(desk: Desk, row: MeasureRow) -> Article:
    page = measure_page(desk.edition, row.node, desk.years, desk.tongue)
    place = addresses.measure_place(row.node.id)
    made = desk.article(
        "measure",
        place,
        row.node.name,
        page=page,
        sections=tuple(_sections(page)),
        last_year_file=FILE,
        two_cell=lambda value: as_cell(value, desk.tongue),
    )
    state = desk.tongue.say(
        "site.workbook_state", label=desk.edition.link.label, date=desk.tongue.date(desk.edition.created)
    )
    workbook = workbook_of(page.last_year, row.node.name, state, desk.tongue)
    return Article(place, made.heading, made.html, row.node.summary, ((FILE, workbook),))


def _sections(page: MeasurePage) -> Iterator[str]:
    """The keys of the sections, which are their anchors, in the order of the page."""
    there = {
        "what": True,
        "figures": bool(page.indicators),
        "milestones": bool(page.node.milestones),
        "grade": True,
        "money": True,
        "last-year": True,
        "next": True,
        "notes": bool(page.said.notes),
        "below": bool(page.below),
    }
    return (key for key, shown in there.items() if shown)


def _nodes(desk: Desk) -> Iterator[Article]:
    for node in nodes_with_a_page(desk.edition):
        page = node_page(desk.edition, node, desk.years, desk.tongue)
        yield desk.article("node", addresses.node_place(node.id), node.name, page=page)


def _departments(desk: Desk) -> Iterator[Article]:
    found = departments_with_measures(desk.edition)
    yield desk.article("departments", addresses.DEPARTMENTS, desk.tongue.say("site.nav.departments"), page=found)
    by_id = {row.node.id: row for row in desk.rows}
    for department, nodes in found.items():
        page = {"department": department, "rows": [by_id[node.id] for node in nodes]}
        yield desk.article("department", addresses.department_place(department.id), department.name, page=page)


def _grades(desk: Desk) -> Article:
    legend = legend_of(desk.edition, desk.tongue)
    words = axes_in_words(desk.edition, desk.tongue)
    return desk.article("grades", addresses.GRADES, desk.tongue.say("site.nav.grades"), legend=legend, words=words)


def _life_cycle(desk: Desk) -> Article:
    stages = (desk.edition.life_cycle or {}).get("stages", ())
    page = [(stage, in_stage(desk.rows, stage["id"])) for stage in stages]
    named = {str(stage["id"]): f"{stage['id']} {stage['name']}" for stage in stages}
    told = {"page": page, "moves": desk.edition.summary["moves"], "named": named}
    return desk.article("life_cycle", addresses.LIFE_CYCLE, desk.tongue.say("site.nav.life_cycle"), **told)


def _changes(desk: Desk, compared: Compared) -> Article:

    def told(sentence: Message) -> str:
        return render(sentence, desk.tongue.language)

    return desk.article(
        "changes",
        addresses.CHANGES,
        desk.tongue.say("site.nav.changes"),
        comparison=compared.before,
        groups=compared.before.groups if compared.before else (),
        message=told,
        errata=errata_of(desk.edition, compared.corrected, desk.tongue),
    )
