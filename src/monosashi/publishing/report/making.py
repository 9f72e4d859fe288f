"""The report of one edition: which one, what it says as plain data, its bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from monosashi.core.messages import InvalidInput, message
from monosashi.publishing.comparison.comparing import compare_sides
from monosashi.publishing.comparison.differences import Comparison
from monosashi.publishing.comparison.sides import side_of
from monosashi.publishing.public_editions import PublicFolder
from monosashi.publishing.report.blocks import Document, Part, as_data
from monosashi.publishing.report.cover import cover_of, title_of
from monosashi.publishing.report.ending import about_part, departments_part, errata_part, excluded_part, glossary_part
from monosashi.publishing.report.fields import parts_of_plan
from monosashi.publishing.report.glyphs import Missing
from monosashi.publishing.report.summary import summary_part
from monosashi.publishing.report.typesetting import pages_in, pdf_of, typst_or_refuse
from monosashi.publishing.report.ways import ways_part
from monosashi.publishing.report.writing import Writing
from monosashi.publishing.site.editions import SiteEdition, newest_of_each_year, site_editions
from monosashi.publishing.site.errata import errata_of
from monosashi.publishing.site.measures import Years
from monosashi.publishing.site.settings import SiteSettings
from monosashi.publishing.site.targets import moved_targets
from monosashi.publishing.site.words import SiteTongue
from monosashi.wording import Language


@dataclass(frozen=True, slots=True)
class Asked:
    """Which report. `number` and `fiscal_year` None: the newest that fits. `measures` () is all of them."""

    number: int | None = None
    fiscal_year: int | None = None
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A report that was made. `letters` are the numbers of letters that the font lacks."""

    raw: bytes
    pages: int
    edition: SiteEdition
    measures: int
    letters: tuple[str, ...]


def report_of(folder: PublicFolder, asked: Asked, settings: SiteSettings, language: Language) -> Report:
    """The report of an edition, of it and of those before it alone: what comes later never changes it.

    Raises InvalidInput where there is no such edition or measure, or the extra is not installed.
    """
    typst_or_refuse()
    editions = _up_to(folder, asked)
    chosen = _chosen(editions[-1], asked.measures)
    missing = Missing()
    data = document_data(editions, chosen, settings, language, missing)
    letters = tuple(number for number, _, _ in missing.told())
    raw = pdf_of(data)
    return Report(raw, pages_in(raw), editions[-1], len(chosen), letters)


def document_data(
    editions: Sequence[SiteEdition],
    chosen: tuple[str, ...],
    settings: SiteSettings,
    language: Language,
    missing: Missing,
) -> dict[str, Any]:
    """What the templates are handed: the report of the last of these editions. Letters that cannot be printed are told to `missing`."""
    edition, tongue = editions[-1], SiteTongue(language)
    years = Years(newest_of_each_year(editions), dict(moved_targets(editions)))
    writing = Writing(edition, years, tongue, settings, chosen)
    corrected = errata_of(edition, _corrected(editions), tongue)
    cover = cover_of(writing)
    before = (summary_part(writing), *((errata_part(corrected, writing),) if corrected else ()), ways_part(writing))
    parts = (*before, *parts_of_plan(writing), excluded_part(writing), departments_part(writing))
    parts = (*parts, glossary_part(writing))
    plan = edition.plan
    document = Document(
        language=language,
        title=f"{plan.name} {title_of(writing)}",
        author=plan.municipality.name,
        created=edition.created,
        head=(writing.city(plan.name), " ", title_of(writing), writing.in_brackets(cover.state)),
        contents=tongue.say("report.contents"),
        cover=cover,
        parts=(),
    )
    data: dict[str, Any] = missing.all_printable(as_data(document, language), tongue.say("report.cover"))
    data["parts"] = [_printable(part, language, missing) for part in parts]
    _printable(about_part(missing, writing), language, missing)  # what this part itself lacks it lists too
    data["parts"].append(_printable(about_part(missing, writing), language, missing))
    return data


def _printable(part: Part, language: Language, missing: Missing) -> Any:  # noqa: ANN401 -- plain data
    """The part as data; where a letter is missing it is told by the part's name, in letters that can be printed."""
    return missing.all_printable(as_data(part, language), Missing().printable(part.name, ""))


def _up_to(folder: PublicFolder, asked: Asked) -> tuple[SiteEdition, ...]:
    """The editions up to the one that is meant, which is the last."""
    standing = site_editions(folder)
    meant = [
        each
        for each in standing
        if asked.number in (None, each.number) and asked.fiscal_year in (None, each.fiscal_year)
    ]
    if not meant:
        known = tuple(message("auditor.edition", number=each.number, label=each.link.label) for each in standing)
        raise InvalidInput.of(
            "monosashi report", message("auditor.no_such_edition"), message("auditor.editions_are", known=known)
        )
    last = meant[-1]
    return tuple(each for each in standing if each.number <= last.number)


def _chosen(edition: SiteEdition, measures: Sequence[str]) -> tuple[str, ...]:
    """The measures that are meant, in the order of the plan: by id, or by the number that the city prints."""
    if not measures:
        return tuple(edition.outcomes)
    numbers = {edition.plan.index.node[id_].number: id_ for id_ in edition.outcomes}
    meant = [id_ if id_ in edition.outcomes else numbers.get(id_) if id_ else None for id_ in measures]
    for asked, found in zip(measures, meant, strict=True):
        if found is None:
            raise InvalidInput.of(
                "--measures", message("report.no_such_measure"), message("report.write_measures"), read=asked
            )
    return tuple(id_ for id_ in edition.outcomes if id_ in meant)


def _corrected(editions: Sequence[SiteEdition]) -> Comparison | None:
    """The last edition held against the one that it corrects, None where that does not stand any more or it corrects none."""
    last = editions[-1]
    number = last.correction["corrects"]["number"] if last.correction else None
    wrong = next((each for each in editions if each.number == number), None)
    if wrong is None:
        return None
    return compare_sides(side_of(wrong.envelope, wrong.plan), side_of(last.envelope, last.plan))
