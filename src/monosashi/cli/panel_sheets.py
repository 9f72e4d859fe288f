"""What a panel says, as tables for people."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from monosashi.cli.session import Session
from monosashi.cli.sheets import Column, Row, Sheet
from monosashi.core.indicators import IndicatorKind
from monosashi.core.messages import message
from monosashi.core.plan import YearState
from monosashi.panel.alike import Alike, OtherIndicator
from monosashi.panel.cities import CityYear


def city_sheets(cities: Sequence[CityYear], session: Session) -> tuple[Sheet, ...]:
    """Measures and indicators, targets and actuals, money."""
    title = Sheet(
        session.text("cli.panel.cities.title", count=len({(each.municipality_code, each.plan) for each in cities})),
        (),
        (),
    )
    return (title, _promised(cities, session), _reached(cities, session), _money(cities, session))


def alike_sheet(found: Alike, text: str, session: Session) -> Sheet:
    """Indicators of other cities, their figures beside them."""
    title = session.text("cli.panel.alike.title", text=text, count=found.total)
    if not found.indicators:
        return Sheet(title, (), (), note=session.text("cli.panel.alike.nothing"))
    columns = (
        Column(session.text("cli.panel.column.city")),
        Column(session.text("cli.panel.column.measure"), wraps=True),
        Column(session.text("cli.panel.column.indicator"), wraps=True),
        Column(session.text("cli.panel.column.kind")),
        *(_figures(session.text(f"cli.panel.column.{name}")) for name in ("baseline", "actual", "target")),
    )
    rows = tuple(_alike_row(each, session) for each in found.indicators)
    more = found.total - len(rows)
    note = session.text("cli.panel.alike.more", count=more) if more else ""
    return Sheet(title, columns, rows, note=note)


def _figures(heading: str) -> Column:
    return Column(heading, figures=True)


def _promised(cities: Sequence[CityYear], session: Session) -> Sheet:
    headings = ("measures", "excluded", "refused", "self_differs", "indicators", "outcome", "output", "undeclared")
    rows = tuple(
        Row(
            (
                *(_names(each, session), _count(each.measures, session), _count(each.excluded, session)),
                _part(each.refused, each.measures, session),
                _of(each.self_differs, each.graded_twice, session),
                _count(each.indicators, session),
                *(_part(part, each.indicators, session) for part in (each.outcome, each.output, each.undeclared)),
            )
        )
        for each in cities
    )
    return _sheet("promised", headings, rows, session)


def _reached(cities: Sequence[CityYear], session: Session) -> Sheet:
    headings = ("with_baseline", "with_target", "with_actual", "reached", "way_gone", "worse")
    rows = tuple(
        Row(
            (
                _names(each, session),
                *(
                    _part(part, each.indicators, session)
                    for part in (each.with_baseline, each.with_target, each.with_actual)
                ),
                _of(each.reached, each.due, session),
                _way(each, session),
                _of(each.worse, each.held_against_baseline, session),
            )
        )
        for each in cities
    )
    return _sheet("reached", headings, rows, session)


def _money(cities: Sequence[CityYear], session: Session) -> Sheet:
    rows = tuple(
        Row(
            (
                _names(each, session),
                _count(each.current, session),
                _count(each.spent, session),
                session.text("cli.panel.percent", percent=each.execution)
                if each.execution is not None
                else _none(session),
            )
        )
        for each in cities
    )
    return _sheet("money", ("current", "spent", "execution"), rows, session)


def _sheet(name: str, headings: Sequence[str], rows: tuple[Row, ...], session: Session) -> Sheet:
    columns = (
        Column(session.text("cli.panel.column.city"), wraps=True),
        *(_figures(session.text(f"cli.panel.column.{heading}")) for heading in headings),
    )
    return Sheet(session.text(f"cli.panel.{name}"), columns, rows, note=session.text(f"cli.panel.{name}.note"))


def _names(each: CityYear, session: Session) -> str:
    state = session.word(YearState(each.state))
    return session.text("cli.panel.city", city=each.municipality, plan=each.plan, year=each.fiscal_year, state=state)


def _none(session: Session) -> str:
    return session.text("cli.panel.none")


def _count(number: int | Decimal | None, session: Session) -> str:
    return _none(session) if number is None else session.text("cli.panel.number", number=number)


def _part(part: int | None, whole: int | None, session: Session) -> str:
    """How many, and which part of all that is in percent; the number alone where there is no whole."""
    if part is None or not whole:
        return _count(part, session)
    return session.text("cli.panel.part", number=part, percent=_percent(part, whole))


def _of(part: int | None, whole: int | None, session: Session) -> str:
    """「5／8（63％）」, or that there is nothing to count."""
    if part is None or not whole:
        return _none(session)
    return session.text("cli.panel.part_of", number=part, whole=whole, percent=_percent(part, whole))


def _percent(part: int, whole: int) -> Decimal:
    return (Decimal(100 * part) / whole).quantize(Decimal(1), ROUND_HALF_UP)


def _way(each: CityYear, session: Session) -> str:
    if each.way_gone is None:
        return _none(session)
    return session.text("cli.panel.way", percent=each.way_gone, count=each.on_the_way)


def _alike_row(each: OtherIndicator, session: Session) -> Row:
    kind = session.word(IndicatorKind(each.kind)) if each.kind else _none(session)
    figures = (
        _figure(each.baseline, None, each.unit, session),
        _figure(each.actual, each.fiscal_year, each.unit, session),
        _figure(each.target, each.target_year, each.unit, session),
    )
    return Row((each.municipality, each.measure, each.indicator, kind, *figures))


def _figure(number: Decimal | None, year: int | None, unit: str, session: Session) -> str:
    if number is None:
        return _none(session)
    shown = session.value(number, unit)
    return shown if year is None else session.say(message("cli.panel.in_year", figure=shown, year=year))
