"""What the frozen evaluations of two editions say differently: computed grades, stages, the scheme and life cycle."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from monosashi.core.messages import Message, Param, message
from monosashi.core.results import Rater
from monosashi.publishing.comparison.differences import Difference, DifferenceKind
from monosashi.publishing.comparison.sides import Side
from monosashi.publishing.editions import Envelope
from monosashi.wording import LANGUAGES, word


def judging_differences(before: Side, after: Side) -> Iterator[Difference]:
    """None where one side is a plan alone. A stage is told here only between two years; within one the plan tells it."""
    if before.envelope is None or after.envelope is None:
        return
    yield from _rules(before.envelope, after.envelope)
    earlier = before.judged()
    for id_, measure in after.judged().items():
        if id_ in earlier:
            yield from _measure(earlier[id_], measure, before.envelope, after.envelope)


def _rules(before: Envelope, after: Envelope) -> Iterator[Difference]:
    for name in ("scheme", "life_cycle"):
        if before.get(name) != after.get(name):
            field = message(f"comparison.field.{name}")
            subject = message("comparison.rules", name=field)
            old, new = _title(before.get(name)), _title(after.get(name))
            found = _difference(DifferenceKind.RULES_CHANGED, name, None, subject, (field, old, new))
            reworded = message("comparison.rules_reworded", subject=subject, title=new)
            yield replace(found, message=reworded) if old == new else found


def _title(data: Mapping[str, Any] | None) -> str | None:
    """What the city calls them, in the source language as it calls its editions, with the version."""
    if data is None:
        return None
    title = data.get("title") or data.get("id")
    called = title.get(LANGUAGES[0]) or data.get("id") if isinstance(title, Mapping) else title
    return f"{called} ({data.get('version')})"


def _measure(old: Mapping[str, Any], new: Mapping[str, Any], before: Envelope, after: Envelope) -> Iterator[Difference]:
    subject, path = message("comparison.node", name=new["name"]), f"evaluation/{new['id']}"
    years = (before["fiscal_year"], after["fiscal_year"])
    if old["computed_grade"] != new["computed_grade"]:
        field = message("comparison.rating", rater=word(Rater.COMPUTED))
        told = (field, old["computed_grade"], new["computed_grade"])
        yield _difference(DifferenceKind.GRADE_CHANGED, path, new["id"], subject, told, years)
    if years[0] != years[1] and old["stage"] != new["stage"]:
        told = (message("comparison.field.stage"), _stage(old["stage"], before), _stage(new["stage"], after))
        yield _difference(DifferenceKind.STAGE_MOVED, path, new["id"], subject, told, years)


def _stage(stage: str | None, envelope: Envelope) -> str | None:
    """The stage with its name, as the edition's own life cycle calls it."""
    stages = (envelope.get("life_cycle") or {}).get("stages", ())
    name = next((each["name"] for each in stages if each["id"] == stage), "")
    return f"{stage} {name}" if stage and name else stage


def _difference(
    kind: DifferenceKind,
    path: str,
    node: str | None,
    subject: Message,
    told: tuple[Message, str | None, str | None],
    years: tuple[int, int] = (0, 0),
) -> Difference:
    """`years` are told with what stood there where they are two."""
    field, before, after = told
    sides: tuple[Param, Param] = (before, after)
    if years[0] != years[1]:
        sides = (_of_year(before, years[0]), _of_year(after, years[1]))
    sentence = message(f"comparison.told.{kind.value}", subject=subject, field=field, before=sides[0], after=sides[1])
    return Difference(kind, path, node, subject, field, before, after, sentence)


def _of_year(value: str | None, fiscal_year: int) -> Message:
    return message("comparison.value_of_year", value=value, year=fiscal_year)
