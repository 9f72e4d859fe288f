"""The totals of a year for people: grades by field and stage, n of m, unmet indicators, money, life cycle."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from monosashi.cli.evaluation_sheets import group_of
from monosashi.cli.judging import Judged
from monosashi.cli.session import Session
from monosashi.cli.sheets import Column, Row, Sheet
from monosashi.cli.unmet import Unmet, unmet_indicators
from monosashi.core.results import Rater
from monosashi.evaluation.outcomes import GroupOutcome, MeasureOutcome, MoneyOutcome
from monosashi.publishing.evaluation_document import printed_rate


@dataclass(frozen=True, slots=True)
class Graded:
    """What is counted: a measure, or an indicator where the city grades those. None: without a grade."""

    measure: MeasureOutcome
    stated: str | None
    computed: str | None


def summary_sheets(judged: Judged, session: Session) -> tuple[Sheet, ...]:
    """The title, and all sheets that have something in them."""
    title = session.text(
        "cli.summary.title", plan=judged.plan.name, year=judged.fiscal_year, scheme=judged.scheme.title
    )
    sheets = (
        *_grades(judged, session),
        _groups(judged, session),
        _unmet(judged, session),
        _money(judged.evaluation.money, judged.plan.money_unit, session),
        _moves(judged, session),
    )
    return (Sheet(title, (), ()), *(sheet for sheet in sheets if sheet.rows))


def _grades(judged: Judged, session: Session) -> tuple[Sheet, ...]:
    """By field and by stage."""
    things, title = _graded_measures(judged), session.text("cli.summary.grades")
    if not any(thing.computed or thing.stated for thing in things):
        things, title = _graded_indicators(judged), session.text("cli.summary.indicator_grades")
    index, fields = judged.plan.index, dict[str, list[Graded]]()
    for thing in things:
        group = group_of(index.node[thing.measure.node], index)
        fields.setdefault(group.name if group else "", []).append(thing)
    parts = [*fields.items()] if len(fields) > 1 else []
    by_field = _counted(title, [*parts, (session.text("cli.summary.all"), things)], judged, session)
    stages = [
        (
            session.text("cli.summary.stage", stage=count.stage, name=count.name),
            [thing for thing in things if thing.measure.stage == count.stage],
        )
        for count in judged.evaluation.stages
        if count.count
    ]
    return (by_field, _counted(session.text("cli.summary.stages"), stages, judged, session))


def _graded_measures(judged: Judged) -> list[Graded]:
    measures = judged.evaluation.measures
    return [Graded(m, m.self_grade, m.computed.grade) for m in measures]


def _graded_indicators(judged: Judged) -> list[Graded]:
    return [
        Graded(measure, None, indicator.verdict.grade)
        for measure in judged.evaluation.measures
        for indicator in measure.indicators
        if indicator.verdict is not None
    ]


def _counted(title: str, parts: list[tuple[str, list[Graded]]], judged: Judged, session: Session) -> Sheet:
    things = [thing for _, those in parts for thing in those]
    grades = _grades_in_order(things, judged)
    stated = any(thing.stated for thing in things)
    columns = (
        Column("", wraps=True),
        Column(session.text("cli.column.rater")),
        *(Column(grade, figures=True) for grade in grades),
        Column(session.text("cli.column.no_grade"), figures=True),
        Column(session.text("cli.column.count"), figures=True),
    )
    rows: list[Row] = []
    for name, those in parts if grades else ():
        if stated:
            rows.append(Row((name, session.word(Rater.SELF), *_counts([t.stated for t in those], grades))))
        computed = _counts([thing.computed for thing in those], grades)
        rows.append(Row(("" if stated else name, session.word(Rater.COMPUTED), *computed)))
    return Sheet(title, columns, tuple(rows))


def _counts(given: list[str | None], grades: tuple[str, ...]) -> Iterator[str]:
    counter = Counter(given)
    yield from (_count(counter[grade]) for grade in grades)
    yield _count(sum(count for grade, count in counter.items() if grade not in grades))
    yield str(len(given))


def _count(count: int) -> str:
    return str(count) if count else "-"


def _grades_in_order(things: list[Graded], judged: Judged) -> tuple[str, ...]:
    """The grades that were given, and those of the same axis of the legend."""
    given = {grade for thing in things for grade in (thing.stated, thing.computed) if grade is not None}
    axes = {entry.axis for entry in judged.scheme.legend if entry.grade in given}
    listed = [entry.grade for entry in judged.scheme.legend if entry.axis in axes]
    return tuple(dict.fromkeys([*listed, *sorted(given - set(listed))]))


def _groups(judged: Judged, session: Session) -> Sheet:
    total = judged.evaluation.total
    entries = (*judged.evaluation.groups, *((total,) if total else ()))
    columns: tuple[Column, ...] = (
        Column(session.text("cli.column.group"), wraps=True),
        Column(session.text("cli.column.reached"), figures=True),
        Column(session.text("cli.column.counted"), figures=True),
        Column(session.text("cli.column.percent"), figures=True),
        Column(session.text("cli.column.note"), wraps=True),
    )
    worth = any(group.counted or group.excluded for group in entries)
    rows = tuple(_group_row(group, group is total, session) for group in entries) if worth else ()
    if not any(row.cells[-1] for row in rows):
        columns, rows = columns[:-1], tuple(Row(row.cells[:-1]) for row in rows)
    return Sheet(session.text("cli.summary.groups"), columns, rows)


def _group_row(group: GroupOutcome, whole: bool, session: Session) -> Row:  # noqa: FBT001 -- the last line or not
    name = session.text("cli.summary.all") if whole else group.name
    if group.excluded is not None:
        why = session.text("cli.summary.excluded", reason=session.word(group.excluded.reason), note=group.excluded.note)
        return Row((name, "-", "-", "-", why))
    return Row((name, str(group.reached), str(group.counted), group.rate_printed or "-", ""))


def _unmet(judged: Judged, session: Session) -> Sheet:
    columns = (
        Column(session.text("cli.column.indicator"), wraps=True),
        Column(session.text("cli.column.target"), figures=True),
        Column(session.text("cli.column.actual"), figures=True),
        Column(session.text("cli.column.rate"), figures=True),
    )
    rows = tuple(_unmet_row(entry, session) for entry in unmet_indicators(judged))
    silent = sum(not row.detail for row in rows)
    return Sheet(
        session.text("cli.summary.unmet", count=len(rows)),
        columns,
        rows,
        note=session.text("cli.summary.no_response", count=silent) if silent else "",
        detail_heading=session.text("cli.column.response"),
    )


def _unmet_row(entry: Unmet, session: Session) -> Row:
    indicator = entry.indicator
    name = session.text("cli.summary.unmet_name", measure=entry.measure.name, indicator=indicator.name)
    cells = (
        name,
        session.value(indicator.target, indicator.unit),
        session.value(indicator.actual, indicator.unit),
        session.value(indicator.achievement_rate),
    )
    said = (("reason", entry.reason), ("response", entry.response))
    lines = [session.text(f"cli.summary.{name}_line", text=text) for name, text in said if text]
    return Row(cells, detail="\n".join(lines))


def _money(money: MoneyOutcome, unit: str, session: Session) -> Sheet:
    amounts: tuple[tuple[str, Decimal | None], ...] = (
        ("initial", money.initial),
        ("current", money.current),
        ("spent", money.spent),
        ("labour", money.labour),
    )
    rates = (
        ("execution_of_initial", money.execution_of_initial),
        ("execution_of_current", money.execution_of_current),
    )
    rows = [Row((session.text(f"cli.money.{name}"), session.value(a))) for name, a in amounts if a is not None]
    rows += [Row((session.text(f"cli.money.{name}"), f"{printed_rate(r)}%")) for name, r in rates if r is not None]
    naive = money.initial_naive
    note = session.text("cli.money.shared", naive=naive) if naive is not None and naive != money.initial else ""
    columns = (Column(""), Column("", figures=True))
    return Sheet(session.text("cli.summary.money", unit=unit), columns, tuple(rows), note=note)


def _moves(judged: Judged, session: Session) -> Sheet:
    index = judged.plan.index
    columns = (
        Column(session.text("cli.column.measure"), wraps=True),
        Column(session.text("cli.column.stage")),
        Column(session.text("cli.column.move_to")),
    )
    rows = tuple(
        Row((index.node[move.node].name, move.stage, move.to), detail=session.say(move.reason))
        for move in judged.evaluation.moves
    )
    title = session.text("cli.summary.moves", count=len(rows))
    return Sheet(
        title, columns, rows, session.text("cli.summary.moves_note"), detail_heading=session.text("cli.column.reason")
    )
