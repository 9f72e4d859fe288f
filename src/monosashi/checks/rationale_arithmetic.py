"""Sums in the rationale of a target (目標値の考え方), recomputed. Where the words leave room for doubt, nothing is read.

Three kinds are read: a printed equation (A－B＋C＝D), amounts promised year by year (令和6～7年度は年間1,000人), and one
amount for every year (毎年度2箇所). Amounts count only in the indicator's own unit.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from monosashi.checks.folding import fold
from monosashi.checks.word_lists import word_list
from monosashi.core.fiscal_years import NotAFiscalYear, read_fiscal_year

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_YEARS = re.compile(r"(?:令和|平成|r|h)?(?P<first>\d{1,4}|元)(?:[~-](?:令和)?(?P<last>\d{1,4}))?年度(?P<rest>[^。]*)")
_OTHERWISE = frozenset({"not_promised", "stands"})
_SIGN = {"+": "+", "-": "-", "×": "*", "x": "*", "*": "*", "÷": "/"}


@dataclass(frozen=True, slots=True)
class YearlyAmount:
    """An amount promised for each of some years: from `low` to `high`; `first` and `last` are None for every year."""

    low: Decimal
    high: Decimal
    first: int | None = None
    last: int | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Equation:
    """A printed equation: its text, what the left side makes, and what stands on the right."""

    text: str
    computed: Decimal
    printed: Decimal


def yearly_amounts(rationale: str, unit: str) -> tuple[YearlyAmount, ...]:
    """The amounts a rationale promises, year by year or for every year, in the indicator's unit."""
    counted = fold(unit).split("/")[0]
    if not counted or counted.startswith("%"):
        return ()
    sentences = re.split(r"[。\n]", fold(rationale))
    found = [amount for sentence in sentences for amount in _amounts_in(sentence, counted)]
    return tuple(found)


def _amounts_in(sentence: str, unit: str) -> Iterator[YearlyAmount]:
    by_year = list(_dated_amounts(sentence, unit))
    if by_year:
        yield from by_year
        return
    uniform = _uniform_amount(sentence, unit)
    if uniform is not None:
        yield uniform


def _uniform_amount(sentence: str, unit: str) -> YearlyAmount | None:
    """「毎年度2箇所」「年に平均20~30本以上」: the amount that follows the word for every year, only one in the sentence."""
    words = word_list("rationale_words")
    each = words.of_group("each_year").last_in(sentence)
    if each is None or re.search(r"\d年度", sentence) or words.of_group("not_promised").found_in(sentence):
        return None
    amounts = list(_amount(unit).finditer(sentence, each[1]))
    if len(amounts) != 1 or len(list(_amount(unit).finditer(sentence))) != 1:
        return None
    return _read(amounts[0], sentence)


def _dated_amounts(sentence: str, unit: str) -> Iterator[YearlyAmount]:
    for clause in re.split(r"、(?=(?:令和|平成)?\d{1,4}(?:[~-]\d+)?年度)", sentence):
        years = _YEARS.search(clause)
        amounts = list(_amount(unit).finditer(clause, years.start("rest"))) if years else []
        if years is None or len(amounts) != 1 or word_list("rationale_words").groups_in(clause) & _OTHERWISE:
            continue
        first = _fiscal_year(years["first"])
        last = _fiscal_year(years["last"]) if years["last"] else first
        if first is not None and last is not None:
            amount = _read(amounts[0], clause)
            yield YearlyAmount(amount.low, amount.high, first, last, amount.approximate)


def _amount(unit: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<about>約|およそ|平均)?(?P<low>{_NUMBER})(?:[~-](?P<high>{_NUMBER}))?{re.escape(unit)}")


def _read(match: re.Match[str], sentence: str) -> YearlyAmount:
    low = Decimal(match["low"].replace(",", ""))
    high = Decimal(match["high"].replace(",", "")) if match["high"] else low
    tail = sentence[match.end() : match.end() + 3]
    return YearlyAmount(
        low, high, approximate=match["about"] in ("約", "およそ") or tail.startswith(("程度", "ほど", "前後"))
    )


def _fiscal_year(text: str) -> int | None:
    try:
        return read_fiscal_year(f"令和{text}年度" if len(text) < 4 else f"{text}年度")  # noqa: PLR2004 -- four digits are Western
    except NotAFiscalYear:
        return None


def equations(rationale: str) -> tuple[Equation, ...]:
    """The printed equations whose left side can be computed without doubt."""
    text = re.sub(r"(?:令和|平成)(?:\d+|元)年(?:度|\d+月)?", "", fold(rationale))
    found = (_equation(sentence) for sentence in re.split(r"[。\n、※]", text) if "=" in sentence)
    return tuple(equation for equation in found if equation is not None)


def _equation(sentence: str) -> Equation | None:
    sides = sentence.split("=")
    if len(sides) != 2:  # noqa: PLR2004 -- a left and a right side
        return None
    left, right = _sum_of(sides[0]), _only_number(sides[1])
    if left is None or right is None:
        return None
    return Equation(sentence.strip(), left, right)


def _sum_of(side: str) -> Decimal | None:
    """The value of a chain of operands, × and ÷ before + and -; None where an operand is not one plain number."""
    pieces = re.split(r"([+×÷*]|(?<=[^\d~])-|(?<=\d)-(?=\D)|-(?=\d))", side.replace("(", "").replace(")", ""))
    if len(pieces) < 3 or "(" in side:  # noqa: PLR2004 -- operand, operator, operand
        return None
    operands = [_only_number(piece) for piece in pieces[::2]]
    if any(operand is None for operand in operands):
        return None
    return _chain([Fraction(operand) for operand in operands if operand is not None], pieces[1::2])


def _chain(operands: list[Fraction], operators: list[str]) -> Decimal | None:
    terms = [operands[0]]
    for operator, operand in zip(operators, operands[1:], strict=True):
        sign = _SIGN[operator]
        if sign == "*":
            terms[-1] *= operand
        elif sign == "/":
            if operand == 0:
                return None
            terms[-1] /= operand
        else:
            terms.append(operand if sign == "+" else -operand)
    total = sum(terms, Fraction(0))
    return Decimal(total.numerator) / Decimal(total.denominator)


def _only_number(text: str) -> Decimal | None:
    """The number of an operand with its label and unit; None where there is not exactly one, or it is a rate or a share."""
    found = re.findall(_NUMBER, text)
    if len(found) != 1 or re.search(r"%|割|約|およそ|~|/", text):
        return None
    try:
        return Decimal(found[0].replace(",", ""))
    except InvalidOperation:
        return None
