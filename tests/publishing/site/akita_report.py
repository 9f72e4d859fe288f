"""A small reader of Akita's report: its list of 68 measures, and its sheets, as the text of the PDF has them.

Names are folded: NFKC, without spaces and footnote marks. Figures are Decimals with their scale; a blank or a dash is 0 here,
because both stand for it in the report's tables of money.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_FOOTNOTE = re.compile("[\u00b9\u00b2\u00b3\u2070-\u2079]+")
_LISTED = re.compile(r"(?P<page>\d+)\t(?P<departments>[^\t]*)\t(?P<name>[^\t]*)\t(?P<budget>[^\t]*)")
_BUDGET = re.compile(r"(?P<shared>\(\*\d\))?(?P<figure>[\d,]+|-)")
_FIGURE = re.compile(r"([\d,]+(?:\.\d+)?)\s*([^\W\d]+|%)?")
_BRACKETS = re.compile(r"\([^)]*\)")
_SHARED = re.compile(r"予算事業が.*?\((\d+)\s*ページ\)と共通")
_MARKUP = re.compile("<[^>]*>")
_FORMULA = re.compile(r"\$[^$]*\$\s*\(([^)]*)\)")
"""A formula and what comes out of it."""

_KINDS = ("国", "県", "市債", "その他")

Row = tuple[str, Decimal, Decimal]
"""What for or from where, budget and settlement in 千円."""

Figure = tuple[Decimal, str]
"""A figure with its unit as printed, without 「/年」."""


@dataclass(frozen=True)
class ListedMeasure:
    """A row of the list. `budget` is in 千円, None for a dash; `shared` where it is marked (*1) or (*2)."""

    page: str
    departments: str
    name: str
    budget: Decimal | None
    shared: bool


@dataclass(frozen=True)
class MoneyTable:
    """What one budget programme was for and was paid from. `total` is 事業費計 of both halves, which must agree."""

    items: tuple[Row, ...]
    sources: tuple[Row, ...]
    total: tuple[Decimal, Decimal]


@dataclass(frozen=True)
class Sheet:
    """One measure's sheet. `grade` is "" for 評価未実施; `beside` are the figures in brackets after an actual.

    `shared_with` is the page of the sheet that has the money, "" for a sheet with its own or none.
    """

    name: str
    departments: str
    stage: str
    grade: str
    targets: tuple[Figure, ...]
    baselines: tuple[Figure, ...]
    actuals: tuple[Figure, ...]
    beside: tuple[Decimal, ...]
    money: tuple[MoneyTable, ...]
    shared_with: str


def folded(text: str) -> str:
    """Without what only the printing made: widths, spaces, footnote marks."""
    return "".join(unicodedata.normalize("NFKC", _FOOTNOTE.sub("", text)).split())


def amount(text: str) -> Decimal:
    """An amount of a table; blank and dash are 0."""
    stated = text.strip("() ")
    return Decimal(0) if stated in ("", "-") else Decimal(stated.replace(",", ""))


def listed(report: str) -> list[ListedMeasure]:
    """The rows of the list, in its order."""
    part = report[report.index("監査対象の個別施策一覧\n\n令和6年度の") : report.index("表の見方は以下のとおり")]
    return [_listed(match) for line in part.splitlines() if (match := _LISTED.fullmatch(line))]


def _listed(match: re.Match[str]) -> ListedMeasure:
    budget = _BUDGET.fullmatch(folded(match["budget"]))
    assert budget is not None, match
    figure = None if budget["figure"] == "-" else amount(budget["figure"])
    return ListedMeasure(
        match["page"], folded(match["departments"]), folded(match["name"]), figure, budget["shared"] is not None
    )


def sheets(report: str) -> list[Sheet]:
    """The sheets, in the order of the list."""
    part = report[
        report.index("表の見方は以下のとおり") : report.index("デジタル推進主任等に対するアンケート\n\n", 100_000)
    ]
    blocks = re.split(r"\n(?=施策名\t)", part)
    return [_sheet(block) for block in blocks if "事業費内訳" in block]


def _sheet(block: str) -> Sheet:
    told = {name: _plain(text) for name, text in _fields(block)}
    target, _, baseline = told["目標値・基準値"].partition("【基準値】")
    grade, _, actual = told["令和6年度進捗評価"].partition("【実績値】")
    shared = _SHARED.search(_plain(block))
    stage = re.match(r"段階(\d(?:・\d)?)", folded(told["ライフサイクル"]))
    assert stage is not None, block
    return Sheet(
        name=folded(told["施策名"]),
        departments=folded(told["関連課所室"]),
        stage=stage[1],
        grade=grade[0] if grade[0] in "ABCD" else "",
        targets=_figures(target) if baseline else (),
        baselines=_figures(baseline),
        actuals=_figures(actual),
        beside=tuple(
            figure
            for text in _BRACKETS.findall(_FORMULA.sub("", actual.split("※")[0]))
            for figure, _ in _figures(text[1:-1])
        ),
        money=tuple(_money(block)),
        shared_with=shared[1] if shared else "",
    )


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", _MARKUP.sub(" ", text)).strip()


def _fields(block: str) -> Iterator[tuple[str, str]]:
    """Names of fields and what stands there; a field goes on in lines that name no other."""
    name, text = "", ""
    for line in block.split("事業費内訳", maxsplit=1)[0].splitlines():
        first, tab, rest = line.partition("\t")
        if _FOOTNOTE.match(line):
            continue
        if folded(first) == "進捗評価":  # the second line of its name
            name += folded(first)
        elif tab and first and not re.fullmatch("-+", first):
            yield name, text
            name, text = folded(first), rest
        else:
            text += " " + line.strip()
    yield name, text


def _figures(text: str) -> tuple[Figure, ...]:
    """Figures outside brackets and formulas, up to the first ※."""
    plain = _BRACKETS.sub(" ", _FORMULA.sub(r" \1 ", text).split("※")[0])
    return tuple((Decimal(figure.replace(",", "")), unit or "") for figure, unit in _FIGURE.findall(plain))


def _money(block: str) -> Iterator[MoneyTable]:
    note = re.findall(r"^\((国|県|市債|その他)\)", block.rsplit("(特定財源の内訳)", maxsplit=1)[-1], re.MULTILINE)
    for table in re.split(r"\n(?=科目別\t)", unicodedata.normalize("NFKC", block))[1:]:
        lines = [line.split("\t") for line in table.split("\n\n")[0].splitlines()[1:]]
        rows = [(*line, *("",) * (6 - len(line))) for line in lines]
        items = tuple(each for row in rows[:-1] for each in _rows(row[0], row[1], row[2]))
        sources = tuple(each for row in rows[:-1] for each in _sources(row[3], row[4], row[5], note))
        assert rows[-1][0] == rows[-1][3] == "事業費計", table
        assert rows[-1][1:3] == rows[-1][4:6], table
        yield MoneyTable(items, sources, (amount(rows[-1][1]), amount(rows[-1][2])))


def _rows(name: str, budget: str, spent: str) -> Iterator[Row]:
    """A cell can hold two lines of the printed table: as many as it has figures, the last names one word each."""
    budgets, spendings = budget.split() or [""], spent.split() or [""]
    assert len(budgets) == len(spendings), (name, budget, spent)
    words = name.split()
    more = len(budgets) - 1
    names = ["".join(words[: len(words) - more]), *words[len(words) - more :]]
    for each, one, other in zip(names, budgets, spendings, strict=True):
        if amount(one) or amount(other):
            yield folded(each), amount(one), amount(other)


def _sources(name: str, budget: str, spent: str, note: list[str]) -> Iterator[Row]:
    """Of 特定財源 only its parts, which stand in brackets; where all kinds share a cell the note below says which it is."""
    if name.startswith("一般財源"):
        yield from _rows("一般財源", budget, spent)
        return
    inside = [" ".join(part for part in text.split() if "(" in part) for text in (budget, spent)]
    kinds = [kind for kind in _KINDS if kind in folded(name)]
    if any(inside):
        (kind,) = kinds if len(kinds) == 1 else dict.fromkeys(note)
        yield from _rows(kind, inside[0] or "-", inside[1] or "-")
