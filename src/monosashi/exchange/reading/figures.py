"""Figures as a published document prints them: a number with its unit, counted up or by the year, or a named absence.

Nothing is guessed: where more than one number stands, or words, there is a doubt and no value.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from monosashi.core.fiscal_years import NotAFiscalYear, read_fiscal_year
from monosashi.core.indicators import Accumulation
from monosashi.core.messages import Message, message
from monosashi.core.values import Absence, Value
from monosashi.exchange.reading.printed import WORDS, alike, narrow
from monosashi.exchange.reading.reads import Mark
from monosashi.exchange.typed_numbers import Spelled, spelled
from monosashi.exchange.typed_text import folded, without_spaces
from monosashi.exchange.typed_words import ABSENCES
from monosashi.exchange.typed_words import WORDS as TYPED_WORDS

_CUMULATIVE = "|".join(map(re.escape, WORDS["cumulative"]))
_ANNUAL = "|".join(map(re.escape, sorted(WORDS["annual"], key=len, reverse=True)))
_FIGURE = re.compile(
    rf"(?:\(?(?P<cumulative>{_CUMULATIVE})\)?)?(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)"
    rf"(?P<unit>(?:(?!{_ANNUAL})[^0-9(),.\u203b])*)(?P<annual>{_ANNUAL})?"
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_UNIT_BEHIND = re.compile(r"(?P<name>.*\S)\s*[(\uff08](?P<unit>[^()\uff08\uff09]+)[)\uff09]", re.DOTALL)
_REMARK = re.compile("|".join(map(re.escape, sorted(WORDS["remarks"], key=len, reverse=True))))


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed figure. `value` is None where there is a `doubt`, or where nothing stands at all.

    `unit` is as printed, "" without one. `remark` is what stands around it in brackets or behind a ※.
    """

    value: Value | None
    unit: str = ""
    accumulation: Accumulation = Accumulation.UNDECLARED
    remark: str = ""
    doubt: Message | None = None


def parted(text: str, marks: Mapping[str, Mark]) -> tuple[str, Mapping[Mark, str]]:
    """What stands before the first mark, and behind each until the next. A mark that stands twice keeps all of it."""
    pattern = "|".join(r"\s*".join(map(re.escape, mark)) for mark in sorted(marks, key=len, reverse=True))
    if not pattern:
        return text, {}
    before, *rest = re.split(f"({pattern})", text)
    found: dict[Mark, str] = {}
    for mark, words in zip(rest[::2], rest[1::2], strict=True):
        which = marks[alike(mark)]
        found[which] = f"{found[which]}\n{words.strip()}" if which in found else words.strip()
    return before.strip(), found


def absence_in(text: str) -> Absence | None:
    """The absence that stands in a cell, said of a year or with a remark behind it; None where something else does."""
    words = alike(_without_remarks(_folded(text)))
    return ABSENCES.get(words) or ABSENCES.get(words.rpartition(WORDS["said_of"])[2])


def is_dash(text: str) -> bool:
    """Whether nothing but a dash stands there: it says that there is nothing, not why."""
    return bool(text) and all(letter in TYPED_WORDS["dashes"] for letter in without_spaces(text))


def figure_in(text: str) -> Figure:
    """The one figure of a cell, or of what stands behind a mark."""
    words = _folded(text)
    if absence := absence_in(words):
        return Figure(absence, remark=without_remark(words)[1])
    close = without_spaces(words)
    found = _FIGURE.match(close)
    if found is None:
        return Figure(None, doubt=message("reading.doubt.no_figure") if close else None)
    rest = _without_remarks(close[found.end() :])
    number = spelled(found["number"])
    if rest or found["number"] not in words or not isinstance(number, Spelled):
        why = (
            "reading.doubt.more_than_one_figure"
            if re.search(r"[0-9]", rest) or not rest
            else "reading.doubt.words_behind"
        )
        return Figure(None, doubt=message(why))
    return Figure(_scaled(found["number"]), found["unit"], _accumulation(found), close[found.end() :])


def without_remark(text: str) -> tuple[str, str]:
    """The text before the first remark (\u203b), and the remark; "" without one."""
    found = _REMARK.search(narrow(text))
    return (text, "") if found is None else (narrow(text)[: found.start()].strip(), narrow(text)[found.start() :])


def _scaled(number: str) -> Decimal:
    return Decimal(number.replace(",", ""))


def _accumulation(found: re.Match[str]) -> Accumulation:
    """Counted up and by the year at once is undeclared: one of the two words means something else."""
    if bool(found["cumulative"]) == bool(found["annual"]):
        return Accumulation.UNDECLARED
    return Accumulation.CUMULATIVE if found["cumulative"] else Accumulation.ANNUAL


def _folded(text: str) -> str:
    return folded(text).text


def _without_remarks(text: str) -> str:
    bare = _REMARK.split(text, maxsplit=1)[0]
    return _IN_BRACKETS.sub("", bare).strip()


def names_in(text: str) -> Iterable[str]:
    """The names of a list, in their order."""
    between = "|".join(map(re.escape, WORDS["between_names"])) + r"|\n"
    return filter(None, (name.strip() for name in re.split(between, text)))


def accumulation_of(figures: Iterable[Figure]) -> Accumulation:
    """What all figures say of how they are counted; undeclared where they say nothing, or two things."""
    told = {figure.accumulation for figure in figures} - {Accumulation.UNDECLARED}
    return told.pop() if len(told) == 1 else Accumulation.UNDECLARED


def parted_unit(name: str) -> tuple[str, str]:
    """The name of an indicator, and the unit in brackets at its end; "" where there is none, or a word of counting up."""
    found = _UNIT_BEHIND.fullmatch(name.strip())
    if found is None or alike(found["unit"]) in WORDS["cumulative"]:
        return name.strip(), ""
    return found["name"].strip(), found["unit"].strip()


def is_named_cumulative(name: str) -> bool:
    """Whether the name ends with a word of counting up in brackets."""
    found = _UNIT_BEHIND.fullmatch(name.strip())
    return found is not None and alike(found["unit"]) in WORDS["cumulative"]


def year_of_remark(remark: str) -> int | None:
    """The fiscal year that stands in brackets behind a figure, None where something else does, or nothing."""
    found = _IN_BRACKETS.fullmatch(_folded(remark))
    return None if found is None else year_of(found[0][1:-1])


def year_of(text: str) -> int | None:
    """The fiscal year that the words are, None where they are none."""
    try:
        return read_fiscal_year(text)
    except NotAFiscalYear:
        return None
