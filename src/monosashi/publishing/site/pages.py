"""Every file of the site: articles with head and foot, in both languages, for the newest state and for each edition."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import chain

from monosashi.publishing.comparison.comparing import compare_sides
from monosashi.publishing.comparison.sides import side_of
from monosashi.publishing.editions import Link
from monosashi.publishing.open_data.licences import licence_named
from monosashi.publishing.output_files import OutputFile, below
from monosashi.publishing.site import addresses
from monosashi.publishing.site.addresses import Address
from monosashi.publishing.site.articles import Article, Compared, Desk, articles_of
from monosashi.publishing.site.data_files import data_files
from monosashi.publishing.site.editions import SiteEdition, newest_of_each_year
from monosashi.publishing.site.feeds import FEED, SITEMAP, feed, sitemap
from monosashi.publishing.site.measures import Years
from monosashi.publishing.site.reports import ReportLink, Reports, SiteReport, no_reports, report_files, report_links
from monosashi.publishing.site.search import FILE, search_index
from monosashi.publishing.site.settings import SiteSettings
from monosashi.publishing.site.targets import moved_targets
from monosashi.publishing.site.two_processes import in_turn
from monosashi.publishing.site.words import SiteTongue, environment
from monosashi.wording import LANGUAGES, Language

_NAV = (
    ("overview", addresses.OVERVIEW),
    ("measures", addresses.MEASURES),
    ("tree", addresses.TREE),
    ("departments", addresses.DEPARTMENTS),
    ("life_cycle", addresses.LIFE_CYCLE),
    ("grades", addresses.GRADES),
    ("changes", addresses.CHANGES),
)
"""Pages that every edition has."""

_COMMON_NAV = (("data", addresses.DATA), ("search", addresses.SEARCH))
_FOOT = (
    ("editions", addresses.EDITIONS),
    ("glossary", addresses.GLOSSARY),
    ("data", addresses.DATA),
    ("accessibility", addresses.ACCESSIBILITY),
)
"""Pages that stand once in the site."""

_COMMON = (addresses.EDITIONS, addresses.GLOSSARY, addresses.ACCESSIBILITY, addresses.DATA, addresses.SEARCH)
"""Their places, in the order of the sitemap."""


@dataclass
class Site:
    """What is published. `editions` are those that stand, `links` the whole chain, withdrawn ones with it.

    `data` are the files of the open data, `reports` those in PDF.
    """

    editions: tuple[SiteEdition, ...]
    links: tuple[Link, ...]
    settings: SiteSettings
    data: tuple[OutputFile, ...] = ()
    reports: Reports = no_reports
    made: dict[Language, tuple[SiteReport, ...]] = field(default_factory=dict)
    """The reports of a language once they were asked for."""
    shown: dict[tuple[str, str], list[SiteEdition]] = field(default_factory=dict)
    """Language and place -> the editions that have a page there, in order."""

    @property
    def newest(self) -> SiteEdition:
        """The last edition of the latest fiscal year of which anything was reported; of the latest one where nothing was."""
        return list(newest_of_each_year([each for each in self.editions if each.reported] or self.editions).values())[
            -1
        ]

    def reports_in(self, language: Language) -> tuple[SiteReport, ...]:
        """The reports of one language, made when they are asked for first: each language may have its own process."""
        if language not in self.made:
            self.made[language] = tuple(self.reports(language))
        return self.made[language]

    def report_links(self, at: Address, tongue: SiteTongue, edition: int | None = None) -> tuple[ReportLink, ...]:
        """Links to the reports from a page, to that of one edition alone where one is named."""
        labels = {each.number: each.link.label for each in self.editions}
        meant = (each for each in self.reports_in(at.language) if edition in (None, each.edition))
        return report_links(meant, labels, at, tongue)

    @property
    def base(self) -> str:
        """The address of the site with a slash at the end, "" where it is not known."""
        return f"{self.settings.base_url.rstrip('/')}/" if self.settings.base_url else ""


def site_files(site: Site, *, side_by_side: bool = False) -> Iterator[OutputFile]:
    """Path and bytes of every file, none twice. `side_by_side`: the languages in processes of their own, the files in turn."""
    years = Years(newest_of_each_year(site.editions), dict(moved_targets(site.editions)))
    compared = tuple(_compared(site.editions))
    made = [_made_in(site, language, years, compared) for language in LANGUAGES]
    yield from in_turn(made) if side_by_side else chain.from_iterable(made)
    yield OutputFile(SITEMAP, sitemap((*_newest_pages(site), *_of_editions(site)), site.base))
    yield from _assets()
    yield from below(addresses.DATA.rstrip("/"), site.data)


def _compared(editions: Sequence[SiteEdition]) -> Iterator[Compared]:
    """Each edition against the one before it, a correction against the one that it corrects too."""
    sides = {edition.number: side_of(edition.envelope, edition.plan) for edition in editions}
    for before, edition in zip((None, *editions), editions, strict=False):
        earlier = compare_sides(sides[before.number], sides[edition.number]) if before else None
        corrected = edition.correction["corrects"]["number"] if edition.correction else None
        if earlier is not None and before is not None and before.number == corrected:
            yield Compared(earlier, earlier)
        else:
            wrong = None if corrected is None else sides.get(corrected)
            yield Compared(earlier, compare_sides(wrong, sides[edition.number]) if wrong else None)


def _made_in(site: Site, language: Language, years: Years, compared: Sequence[Compared]) -> Iterator[OutputFile]:
    """Everything in one language; with the source language comes the feed."""
    desks = [Desk(edition, site.settings, years, language) for edition in site.editions]
    newest: dict[str, tuple[Desk, Article]] = {}
    for position, desk in enumerate(desks):
        for article in articles_of(desk, compared[position]):
            site.shown.setdefault((language, article.place), []).append(desk.edition)
            if desk.edition is site.newest or (newest.get(article.place, (desk,))[0].edition is not site.newest):
                newest[article.place] = (desk, article)
            yield from _page(site, desk, article, Address(language, article.place, desk.edition.number))
    for desk, article in newest.values():
        yield from _page(site, desk, article, Address(language, article.place))
    desk = next(each for each in desks if each.edition is site.newest)
    yield from _withdrawn(site, desk)
    for article in _common(site, desk):
        yield from _page(site, desk, article, Address(language, article.place))
    yield OutputFile(Address(language, FILE).folder, search_index(site.newest, desk.tongue))
    yield from report_files(site.reports_in(language), language)
    if language == LANGUAGES[0]:
        yield OutputFile(FEED, feed(site.editions, desk.site_name, site.base, desk.tongue))


def _newest_pages(site: Site) -> Iterator[Address]:
    """Every page that shows the newest state: the same places in each language."""
    places = [place for language, place in site.shown if language == LANGUAGES[0]]
    return (Address(language, place) for language in LANGUAGES for place in (*places, *_COMMON))


def _of_editions(site: Site) -> Iterator[Address]:
    return (Address(language, "", edition.number) for language in LANGUAGES for edition in site.editions)


def _withdrawn(site: Site, desk: Desk) -> Iterator[OutputFile]:
    """Where a withdrawn edition stood, its hash, the day and the reason stay."""
    for link in site.links:
        if link.withdrawn is not None:
            address = Address(desk.tongue.language, "", link.number)
            article = desk.article("withdrawn", "", desk.tongue.edition(link.number, link.label), link=link)
            yield OutputFile(
                address.file, _framed(site, desk, article, Address(address.language, f"editions/{link.number}/"))
            )


def _common(site: Site, desk: Desk) -> Iterator[Article]:
    """Pages that stand once in the site, whatever the edition."""
    say = desk.tongue.say
    frozen = {edition.number: desk.tongue.date(edition.created) for edition in site.editions}
    corrects = {each.number: each.correction["corrects"]["number"] for each in site.editions if each.correction}
    states = {edition.number: edition.told_state for edition in site.editions}
    at = Address(desk.tongue.language, addresses.EDITIONS)
    report_of = {each.edition: each for each in site.report_links(at, desk.tongue)}
    told = {"links": site.links, "frozen": frozen, "states": states, "corrects": corrects, "reports": report_of}
    yield desk.article("editions", addresses.EDITIONS, say("site.nav.editions"), **told)
    yield desk.article("glossary", addresses.GLOSSARY, say("site.nav.glossary"), page=desk.terms)
    heading = say("site.nav.accessibility")
    yield desk.article("accessibility", addresses.ACCESSIBILITY, heading, settings=site.settings)
    listed = data_files(site.data, site.editions, desk.tongue)
    reports = site.report_links(Address(desk.tongue.language, addresses.DATA), desk.tongue)
    licence = _licence(site, desk.tongue.language)
    yield desk.article("data", addresses.DATA, say("site.nav.data"), files=listed, licence=licence, reports=reports)
    yield desk.article("search", addresses.SEARCH, say("site.nav.search"), index="index.json")


def _licence(site: Site, language: Language) -> Mapping[str, str] | None:
    if not site.settings.licence:
        return None
    licence = licence_named(site.settings.licence, "licence")
    return {"title": licence.title[language], "terms": licence.terms[language], "way": licence.path}


def _page(site: Site, desk: Desk, article: Article, address: Address) -> Iterator[OutputFile]:
    yield OutputFile(address.file, _framed(site, desk, article, address))
    yield from (OutputFile(f"{address.folder}{name}", raw) for name, raw in article.attachments)


def _framed(site: Site, desk: Desk, article: Article, address: Address) -> bytes:
    edition, tongue = desk.edition, desk.tongue
    html = (
        environment(address.language)
        .get_template("layout.html.j2")
        .render(
            article=article.html,
            heading=article.heading,
            description=article.description,
            site_name=desk.site_name,
            top=address.top,
            home=address.home,
            languages=[_in_language(address, language) for language in LANGUAGES],
            canonical=f"{site.base}{address.folder}" if site.base else "",
            script=address.place == addresses.SEARCH,
            nav=[*_ways(address, _NAV, address.edition), *_ways(address, _COMMON_NAV, None)],
            foot=_ways(address, _FOOT, None),
            state=edition.told_state,
            edition_label=edition.link.label,
            created=tongue.date(edition.created),
            notices=tuple(_notices(site, desk, address)),
            reports=site.report_links(address, tongue, edition.number) if address.place == addresses.OVERVIEW else (),
            permanent=_permanent(site, desk, address),
            contact=site.settings.contact,
            licence=_licence(site, address.language),
            software=edition.envelope["software"],
        )
    )
    return html.encode()


def _in_language(address: Address, language: Language) -> Mapping[str, str]:
    return {"language": language, "way": address.way_to(Address(language, address.place, address.edition))}


def _ways(address: Address, places: Sequence[tuple[str, str]], edition: int | None) -> list[Mapping[str, object]]:
    return [
        {
            "name": name,
            "way": address.way_to(Address(address.language, place, edition)),
            "current": place == address.place,
        }
        for name, place in places
    ]


def _notices(site: Site, desk: Desk, address: Address) -> Iterator[Mapping[str, str]]:
    """What a reader must know before reading: that this is a record, that a newer edition stands beside it, that it is gone."""
    edition, say = desk.edition, desk.tongue.say
    if edition.correction and address.edition is not None:
        wrong = edition.correction["corrects"]
        corrected = desk.tongue.edition(wrong["number"], wrong["label"])
        way = address.way_to(Address(address.language, addresses.CHANGES, edition.number))
        yield {"text": say("site.notice.correction", label=corrected), "way": way, "link": say("site.notice.errata")}
    now = {"way": address.way_to(Address(address.language, address.place)), "link": say("site.notice.newest_link")}
    if address.edition is None:
        if edition is not site.newest:
            words = "site.notice.ahead" if edition.number > site.newest.number else "site.notice.gone"
            label = desk.tongue.edition(edition.number, edition.link.label)
            yield {"text": say(words, label=label), "way": "", "link": ""}
        return
    later = [each for each in site.editions if each.fiscal_year == edition.fiscal_year and each.number > edition.number]
    if later:
        label = desk.tongue.edition(later[-1].number, later[-1].link.label)
        yield {"text": say("site.notice.superseded", label=label), **now}
    else:
        yield {"text": say("site.notice.record"), **now}


def _permanent(site: Site, desk: Desk, address: Address) -> list[Mapping[str, str]]:
    """The pages to cite: this page as each edition had it."""
    return [
        {
            "way": address.way_to(Address(address.language, address.place, edition.number)),
            "label": desk.tongue.edition(edition.number, edition.link.label),
            "date": desk.tongue.date(edition.created),
            "sha256": edition.link.sha256,
        }
        for edition in reversed(site.shown.get((address.language, address.place), ()))
    ]


def _assets() -> Iterator[OutputFile]:
    here, look = files("monosashi.publishing.site") / "assets", files("monosashi.publishing.look")
    for name in ("ruler.svg", "search.js"):
        yield OutputFile(f"assets/{name}", (here / name).read_bytes())
    css = b"".join((look / name).read_bytes() for name in ("tokens/tokens.css", "site.css"))
    yield OutputFile("assets/site.css", css)
    licence = "LICENSE-design-tokens.txt"
    yield OutputFile(f"assets/{licence}", (look / "tokens" / licence).read_bytes())
