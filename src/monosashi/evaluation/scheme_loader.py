"""Reads a grading scheme from TOML or from plain data, and refuses it with every fault at once.

A scheme whose worked examples do not come out as it says itself is refused too.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from monosashi.core.messages import Message, Problem, message
from monosashi.evaluation.judging_reading import read_judging
from monosashi.evaluation.outcomes import Verdict
from monosashi.evaluation.scheme import LegendEntry, Rated, Reached, Scheme, Source, Step
from monosashi.evaluation.sentences import Sentences
from monosashi.evaluation.step_reading import StepReader
from monosashi.evaluation.table_reading import NotUsable, OfStandingRule, Table, one_of
from monosashi.evaluation.toml_reading import read_toml, too_deep
from monosashi.evaluation.worked_examples import check_examples, said_of_examples

_LAST_RANK = 99


def load_scheme(path: Path) -> Scheme:
    """The scheme in a city's own TOML file. Raises NotUsable with all that is wrong, OSError as the file does."""
    return read_scheme(path.read_bytes(), path.name)


def read_scheme(content: bytes, name: str) -> Scheme:
    """The scheme in the bytes of a TOML file called `name`. Raises NotUsable."""
    return scheme_from_data(read_toml(content, name), name)


def scheme_from_data(data: Mapping[str, Any], name: str) -> Scheme:
    """The scheme that plain data states: what `Scheme.data` holds makes the same scheme again. Raises NotUsable."""
    return _read(data, name, [])


def standing_scheme(data: Mapping[str, Any], name: str) -> Scheme:
    """The same of a scheme by which years were judged already: what is refused today in a new one is no fault of it.

    Raises NotUsable where its grades could not come out as they did.
    """
    return _read(data, name, OfStandingRule())


def _read(data: Mapping[str, Any], name: str, problems: list[Problem]) -> Scheme:
    if "stages" in data and "steps" not in data:
        why = message("evaluation.data.is_a_life_cycle")
        raise NotUsable([Problem(name, None, why, message("evaluation.data.name_a_scheme"))])
    try:
        scheme, examples = _Reader(Table(data, name, problems)).scheme(data)
        if not problems:
            check_examples(scheme, examples, problems)
    except RecursionError:
        raise too_deep(name) from None
    if problems:
        raise NotUsable(problems)
    return scheme


def worked_examples(scheme: Scheme) -> Mapping[tuple[str, str], Verdict | None]:
    """What the scheme says of its own worked examples, by step and branch id; None where the step does not apply."""
    _, examples = _Reader(Table(scheme.data, scheme.id, OfStandingRule())).scheme(scheme.data)
    return said_of_examples(scheme, examples)


def read_source(table: Table) -> Source:
    """The `source` table: document and page."""
    within = table.table("source", required=True)
    if within is None:
        return Source("")
    source = Source(within.text("document"), within.text("page", ""))
    within.finish()
    return source


class _Reader:
    """Reads one scheme table."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.sentences = Sentences()
        self.id = table.name("id")

    def scheme(self, data: Mapping[str, Any]) -> tuple[Scheme, dict[tuple[str, str], Table]]:
        title = self.sentences.title(self.table, "title", f"scheme.{self.id}.title")
        judging = read_judging(self.table.table("judging"))
        legend = self._legend()
        reader = StepReader(self.id, self.sentences, judging, frozenset((e.axis, e.grade) for e in legend))
        steps = reader.steps(self.table)
        scheme = Scheme(
            id=self.id,
            version=self.table.name("version"),
            title=title,
            source=read_source(self.table),
            judging=judging,
            steps=steps,
            final=self._final(steps),
            reached=self._reached(steps, reader.given),
            legend=legend,
            incomplete=self._incomplete(steps),
            data=data,
            messages=self.sentences.templates,
        )
        self.table.finish()
        return scheme, reader.examples

    def _legend(self) -> tuple[LegendEntry, ...]:
        entries: list[LegendEntry] = []
        for position, table in enumerate(self.table.tables("legend"), start=1):
            entry = self._legend_entry(table, position)
            if any((entry.axis, entry.grade) == (other.axis, other.grade) for other in entries):
                table.advise("grade", message("evaluation.data.twice_in_legend"), message("evaluation.data.one_symbol"))
            entries.append(entry)
        return tuple(entries)

    def _legend_entry(self, table: Table, position: int) -> LegendEntry:
        text = self.sentences.title(table, "text", f"scheme.{self.id}.legend.{position}")
        rank = table.whole_within("rank", 1, _LAST_RANK) if "rank" in table else None
        entry = LegendEntry(table.text("axis"), table.text("grade"), rank, text)
        table.finish()
        return entry

    def _final(self, steps: tuple[Step, ...]) -> str | None:
        on_measures = [step.id for step in steps if step.rates is Rated.MEASURE]
        final = self.table.text("final", on_measures[-1] if on_measures else "")
        if final:
            self._check_step("final", final, on_measures, self.table)
        return final or None

    def _reached(self, steps: tuple[Step, ...], given: Mapping[str, frozenset[str]]) -> Reached | None:
        table = self.table.table("reached")
        if table is None:
            return None
        reached = Reached(table.text("step"), table.texts("grades", required=True), table.flag("among_all"))
        symbols = given.get(reached.step)
        if symbols is not None and not symbols.issuperset(reached.grades):
            table.advise("grades", message("evaluation.data.not_given_by_step"), one_of(symbols))
        self._check_step("step", reached.step, [s.id for s in steps if s.rates is not Rated.NODE], table)
        table.finish()
        return reached

    @staticmethod
    def _check_step(key: str, step: str, known: list[str], table: Table) -> None:
        if step not in known:
            table.refuse(key, message("evaluation.data.not_one_of"), one_of(known))

    def _incomplete(self, steps: tuple[Step, ...]) -> Message | None:
        without_steps = not any(step.rates is Rated.MEASURE for step in steps)
        message_id = f"scheme.{self.id}.incomplete"
        return self.sentences.plain(self.table, "incomplete", message_id, required=without_steps)
