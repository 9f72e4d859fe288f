"""Bars of shares: n of m, grades beside each other with their counts, money by what became of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from monosashi.publishing.charts.chart import Cell, Chart, FigureTable, Tongue
from monosashi.publishing.charts.svg import drawing, element, label, percent
from monosashi.publishing.charts.tones import BEST, GOOD, LOW, NONE, Tone
from monosashi.wording import Language

_HEIGHT, _FULL = 26, 100
_ROOM_FOR_WORDS = 6.0
"""Per cent of the width that a symbol with its count needs on a phone."""


@dataclass(frozen=True, slots=True)
class GradeShare:
    """How many have one grade. `grade` is the scheme's symbol, None for those without one; `word` is said beside it."""

    grade: str | None
    count: int
    tone: Tone
    word: str = ""


@dataclass(frozen=True, slots=True)
class MoneyShares:
    """One year's money in `unit`. None: nobody said. What was spent, carried out and unused make the current budget."""

    name: str
    unit: str
    current: Decimal | None
    spent: Decimal | None
    carried_out: Decimal | None = None
    unused: Decimal | None = None


def share_bar(name: str, reached: int, counted: int, language: Language, key: str) -> Chart:
    """N of m. Nothing is drawn where m is 0: a share of nothing is not 0 %."""
    tongue = Tongue(language)
    heads = tuple(tongue.say(f"charts.head.{head}") for head in ("name", "reached", "counted"))
    row = (
        Cell(name),
        Cell(tongue.value(Decimal(reached)), figure=True),
        Cell(tongue.value(Decimal(counted)), figure=True),
    )
    table = FigureTable(tongue.say("charts.share.caption", name=name), heads, (row,))
    if not counted:
        return Chart("", table)
    described = tongue.say("charts.share.told", reached=reached, counted=counted)
    share = reached * _FULL / counted
    content = (_block(0.0, 100.0, NONE), *((_block(0.0, share, BEST),) if reached else ()))
    return Chart(drawing(key, tongue.say("charts.share.title", name=name), described, content, height=12), table)


def _called(name: str, total: int, tongue: Tongue, *, names_grades: bool) -> tuple[str, str]:
    """Caption and title of a bar of grades."""
    if names_grades:
        caption = tongue.say("charts.own_grades.caption", name=name, total=total)
        return caption, tongue.say("charts.own_grades.title", name=name)
    return tongue.say("charts.grades.caption", name=name, total=total), tongue.say("charts.grades.title", name=name)


def grade_bar(
    name: str, shares: Sequence[GradeShare], language: Language, key: str, *, names_grades: bool = False
) -> Chart:
    """Grades from best to worst with symbol and count in each piece that has room; the table has them all.

    `names_grades`: the name is that of the grades (自己評価), not of what they were given to.
    """
    tongue = Tongue(language)
    total = sum(each.count for each in shares)
    heads = tuple(tongue.say(f"charts.head.{head}") for head in ("grade", "count"))
    rows = tuple((Cell(_symbol(each, tongue)), Cell(tongue.value(Decimal(each.count)), figure=True)) for each in shares)
    caption, title = _called(name, total, tongue, names_grades=names_grades)
    table = FigureTable(caption, heads, rows)
    if not total:
        return Chart("", table)
    parts = tuple(tongue.say("charts.told.grade", grade=_symbol(s, tongue), count=s.count) for s in shares)
    described = tongue.say("charts.sentences", parts=parts)
    content = _pieces([(_short(s, tongue), s.count * 100 / total, s.tone) for s in shares if s.count])
    return Chart(drawing(key, title, described, content, height=_HEIGHT), table)


def money_bar(money: MoneyShares, language: Language, key: str) -> Chart:
    """現額 as the whole bar, in it 支出済, 繰越 and 不用. More spent than the budget makes the bar as long as what was spent."""
    tongue = Tongue(language)
    table = _money_table(money, tongue)
    if not money.current or money.spent is None:
        return Chart("", table)
    parts = _spent_parts(money, tongue)
    whole = max(money.current, sum((amount for _, amount, _ in parts), Decimal(0)))
    told = [
        tongue.say(
            "charts.told.money", name=tongue.say("charts.money.current"), value=tongue.value(money.current, money.unit)
        )
    ]
    told += [
        tongue.say("charts.told.money", name=name, value=tongue.value(amount, money.unit)) for name, amount, _ in parts
    ]
    content = (
        _block(0.0, 100.0, NONE),
        *_pieces([(name, float(amount * 100 / whole), tone) for name, amount, tone in parts if amount]),
    )
    described = tongue.say("charts.sentences", parts=tuple(told))
    title = tongue.say("charts.money.title", name=money.name)
    return Chart(drawing(key, title, described, content, height=_HEIGHT), table)


def _spent_parts(money: MoneyShares, tongue: Tongue) -> list[tuple[str, Decimal, Tone]]:
    return [
        (tongue.say(f"charts.money.{kind}"), amount, tone)
        for kind, amount, tone in (
            ("spent", money.spent, BEST),
            ("carried_out", money.carried_out, GOOD),
            ("unused", money.unused, LOW),
        )
        if amount is not None
    ]


def _money_table(money: MoneyShares, tongue: Tongue) -> FigureTable:
    rows = tuple(
        (Cell(tongue.say(f"charts.money.{kind}")), tongue.cell(amount))
        for kind, amount in (
            ("current", money.current),
            ("spent", money.spent),
            ("carried_out", money.carried_out),
            ("unused", money.unused),
        )
    )
    heads = (tongue.say("charts.head.kind"), tongue.say("charts.head.amount"))
    return FigureTable(tongue.say("charts.money.caption", name=money.name, unit=money.unit), heads, rows)


def _pieces(shares: Sequence[tuple[str, float, Tone]]) -> Iterator[str]:
    start = 0.0
    for words, share, tone in shares:
        yield _block(start, share, tone)
        if share >= _room(words):
            middle = percent(start + share / 2)
            yield label(words, x=middle, y=18, anchor="middle", fill=tone.ink, stroke="none", stroke_width=None)
        start += share


def _room(words: str) -> float:
    """Per cent of a phone's width that the words take."""
    return max(_ROOM_FOR_WORDS, sum(4.2 if ord(letter) > 255 else 2.6 for letter in words))  # noqa: PLR2004 -- Latin 1


def _block(start: float, share: float, tone: Tone) -> str:
    return element(
        "rect",
        x=percent(start),
        y=0,
        width=percent(share),
        height="100%",
        fill=tone.fill,
        stroke=tone.edge,
        stroke_width=1,
        class_=f"tone-{tone.name}",
    )


def _symbol(share: GradeShare, tongue: Tongue) -> str:
    if share.grade is None:
        return share.word or tongue.say("charts.no_grade")
    return tongue.say("charts.grade_and_word", grade=share.grade, word=share.word) if share.word else share.grade


def _short(share: GradeShare, tongue: Tongue) -> str:
    symbol = tongue.say("charts.no_grade") if share.grade is None else share.grade
    return tongue.say("charts.symbol_and_count", grade=symbol, count=share.count)
