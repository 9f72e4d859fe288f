"""Grades as pages show them: the symbol, its word in the scheme's own legend, its tone, who gave it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from monosashi.core.results import Rater
from monosashi.evaluation.outcomes import Standing
from monosashi.publishing.charts.bars import GradeShare
from monosashi.publishing.charts.tones import NONE, Tone, tone_of
from monosashi.publishing.site.axes import axis_words
from monosashi.publishing.site.editions import Outcome, SiteEdition
from monosashi.publishing.site.words import SiteTongue

_ORDER = (Rater.SELF, Rater.SECOND, Rater.EXTERNAL)
"""Whose grade is the city's word, before the computed one."""


@dataclass(frozen=True, slots=True)
class Grade:
    """`symbol` is the scheme's, None where there is no grade; `word` then says why. `rater` is who gave it."""

    symbol: str | None
    word: str
    tone: Tone
    rater: Rater


@dataclass(frozen=True, slots=True)
class LegendLine:
    """One grade of a scheme with its meaning."""

    symbol: str
    meaning: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class StatedGrade:
    """A rating as somebody gave it on an axis of the scheme, with the reason in the city's words, "" where none.

    `axis_words` is what the axis is called.
    """

    axis: str
    axis_words: str
    grade: Grade
    reason: str


@dataclass(frozen=True, slots=True)
class MeasureGrades:
    """`shown` stands at the head of the page. `differs`: somebody's grade is not the computed one, which is never hidden.

    Grades on different axes are no two words for one thing. `several_axes`: the pages say on which one each is.
    `axis`: that of the computed grade, `axis_words` what it is called, `shown_axis` that of the grade at the head.
    """

    shown: Grade
    stated: tuple[StatedGrade, ...]
    computed: Grade
    differs: bool
    several_axes: bool
    axis: str
    axis_words: str
    shown_axis: str

    @property
    def axes(self) -> tuple[str, ...]:
        """The axes of all grades, that of the one at the head first."""
        return tuple(dict.fromkeys((self.shown_axis, *(each.axis for each in self.stated), self.axis)))


def legend_of(edition: SiteEdition, tongue: SiteTongue) -> Mapping[str, tuple[LegendLine, ...]]:
    """Axis -> its grades from best to worst; {} for a scheme without grades."""
    axes: dict[str, list[LegendLine]] = {}
    for entry in edition.scheme.get("legend", ()):
        tone = _tones(edition).get((entry["axis"], entry["grade"]), NONE)
        axes.setdefault(entry["axis"], []).append(LegendLine(entry["grade"], tongue.of_both(entry["text"]), tone))
    return {axis: tuple(lines) for axis, lines in axes.items()}


def grades_of(edition: SiteEdition, outcome: Outcome, tongue: SiteTongue) -> MeasureGrades:
    """The grades of one measure."""
    axis = _axis_of(edition, outcome)
    computed = _grade(edition, axis, outcome["computed_grade"], Rater.COMPUTED, tongue.word(_standing(outcome)))
    stated = tuple(_stated(edition, outcome, tongue))
    alike = [each for each in stated if each.axis == axis]
    own = next((s for rater in _ORDER for s in alike or stated if s.grade.rater is rater), None)
    differs = computed.symbol is not None and any(s.grade.symbol not in {None, computed.symbol} for s in alike)
    several_axes = len({axis, *(each.axis for each in stated)} - {""}) > 1
    words = axis_words(edition, axis, tongue)
    shown, shown_axis = (own.grade, own.axis) if own else (computed, axis)
    return MeasureGrades(shown, stated, computed, differs, several_axes, axis, words, shown_axis)


def indicator_grade(edition: SiteEdition, outcome: Outcome) -> Grade | None:
    """What the scheme says of one indicator, None where it has no step for indicators or gives no symbol."""
    verdict = outcome["verdict"]
    if verdict is None or verdict["grade"] is None:
        return None
    return _grade(edition, verdict["axis"], verdict["grade"], Rater.COMPUTED, "")


def grade_shares(edition: SiteEdition, tongue: SiteTongue) -> Iterator[tuple[str, Rater, tuple[GradeShare, ...]]]:
    """The axis and who rated, with how many have each grade; best first, those without a grade last."""
    for axis, raters in edition.summary["grades"].items():
        legend = [entry["grade"] for entry in edition.scheme.get("legend", ()) if entry["axis"] == axis]
        for rater, counts in raters.items():
            if not any(grade for grade in counts):
                continue
            order = [*legend, *(grade for grade in counts if grade and grade not in legend), ""]
            yield (
                axis,
                Rater(rater),
                tuple(_share(edition, axis, grade, counts[grade], tongue) for grade in order if grade in counts),
            )


def _share(edition: SiteEdition, axis: str, grade: str, count: int, tongue: SiteTongue) -> GradeShare:
    if not grade:
        return GradeShare(None, count, NONE, tongue.say("site.without_grade"))
    return GradeShare(grade, count, _tones(edition).get((axis, grade), NONE))


def _stated(edition: SiteEdition, outcome: Outcome, tongue: SiteTongue) -> Iterator[StatedGrade]:
    for rating in outcome["ratings"]:
        if rating["indicator"] is None and rating["rater"] != Rater.COMPUTED:
            without = tongue.say("site.without_grade")
            grade = _grade(edition, rating["axis"], rating["grade"], Rater(rating["rater"]), without)
            words = axis_words(edition, rating["axis"], tongue)
            yield StatedGrade(rating["axis"], words, grade, rating["reason"])


def _grade(edition: SiteEdition, axis: str, symbol: str | None, rater: Rater, without: str) -> Grade:
    tone = NONE if symbol is None else _tones(edition).get((axis, symbol), NONE)
    return Grade(symbol, without if symbol is None else "", tone, rater)


def _axis_of(edition: SiteEdition, outcome: Outcome) -> str:
    legend = edition.scheme.get("legend", ())
    return edition.computed_axis(outcome) or str(legend[0]["axis"] if legend else "")


def _standing(outcome: Outcome) -> Standing:
    return Standing(outcome["standing"])


def _tones(edition: SiteEdition) -> Mapping[tuple[str, str], Tone]:
    ranked = [entry for entry in edition.scheme.get("legend", ()) if entry.get("rank") is not None]
    of_axis: dict[str, int] = {}
    for entry in ranked:
        of_axis[entry["axis"]] = max(of_axis.get(entry["axis"], 0), entry["rank"])
    return {(e["axis"], e["grade"]): tone_of(e["rank"], of_axis[e["axis"]]) for e in ranked}
