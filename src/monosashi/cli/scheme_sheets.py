"""One grading scheme for people: its legend, its steps with their branches in order, and a worked example of each."""

from collections.abc import Iterator, Mapping
from typing import Any

from monosashi.cli.session import Session
from monosashi.cli.sheets import Column, Row, Sheet
from monosashi.evaluation.outcomes import Standing
from monosashi.evaluation.scheme import Branch, Scheme, Step
from monosashi.wording import templates


def scheme_sheets(scheme: Scheme, session: Session) -> tuple[Sheet, ...]:
    """Title, legend, and one sheet for each step."""
    return (_legend(scheme, session), *(_step(step, scheme, session) for step in scheme.steps))


def _legend(scheme: Scheme, session: Session) -> Sheet:
    columns = (
        Column(session.text("cli.schemes.axis")),
        Column(session.text("cli.schemes.symbol")),
        Column(session.text("cli.schemes.meaning"), wraps=True),
    )
    rows = tuple(Row((entry.axis, entry.grade, session.say(entry.text))) for entry in scheme.legend)
    title = session.text("cli.schemes.one", reference=scheme.reference, title=scheme.title)
    note = "" if scheme.incomplete is None else session.say(scheme.incomplete)
    return Sheet(title, columns, rows, note)


def _step(step: Step, scheme: Scheme, session: Session) -> Sheet:
    columns = (
        Column(session.text("cli.schemes.branch")),
        Column(session.text("cli.schemes.gives")),
        Column(session.text("cli.schemes.sentence"), wraps=True),
    )
    examples = _examples(step, scheme.data)
    rows = tuple(_branch(branch, examples.get(branch.id, ""), session) for branch in step.branches)
    rated = session.word(step.rates)
    return Sheet(
        session.text("cli.schemes.step", step=step.id, axis=step.axis, rated=rated),
        columns if rows else (),
        rows,
        note="" if rows else session.text("cli.schemes.no_branches"),
        detail_column=2,
        detail_heading=session.text("cli.schemes.example"),
    )


def _branch(branch: Branch, example: str, session: Session) -> Row:
    outcome = branch.grade if branch.standing is Standing.GRADED else session.word(branch.standing)
    sentence = (session.sentences or {}).get(session.language, {}).get(branch.explanation.id)
    template = sentence or templates(session.language).get(branch.explanation.id, "")
    return Row(
        (branch.id, outcome or "", template),
        detail=session.text("cli.schemes.example_of", text=example) if example else "",
    )


def _examples(step: Step, data: Mapping[str, Any]) -> dict[str, str]:
    """The worked examples of a step by branch, as they stand in the scheme."""
    steps = (each for each in data.get("steps", ()) if each.get("id") == step.id)
    found: dict[str, str] = {}
    for each in steps:
        for branch in each.get("branches", ()):
            found[branch.get("id", "")] = _shown(branch.get("example") or {})
    return found


def _shown(example: Mapping[str, Any]) -> str:
    return ", ".join(f"{key}={_value(value)}" for key, value in _sorted(example))


def _sorted(example: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What the example gives, last."""
    yield from ((key, value) for key, value in example.items() if key != "gives")
    yield from ((key, value) for key, value in example.items() if key == "gives")


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return "(" + _shown(value) + ")"
    if isinstance(value, list):
        return "[" + "; ".join(_value(each) for each in value) + "]"
    return str(value)
