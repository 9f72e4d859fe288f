"""Reads a life cycle from TOML or from plain data, and refuses it with every fault at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from monosashi.core.messages import Problem, message
from monosashi.core.results import ManagedBy
from monosashi.evaluation.condition_reading import Reading
from monosashi.evaluation.conditions import read_condition
from monosashi.evaluation.explanations import NODE_PARAMS
from monosashi.evaluation.life_cycle import LifeCycle, Move, Stage
from monosashi.evaluation.move_examples import check_moves, said_of_moves
from monosashi.evaluation.outcomes import SuggestedMove
from monosashi.evaluation.scheme import Rated
from monosashi.evaluation.scheme_loader import read_source
from monosashi.evaluation.sentences import Sentences
from monosashi.evaluation.table_reading import NotUsable, OfStandingRule, Table, one_of
from monosashi.evaluation.toml_reading import read_toml, too_deep

_FOLDER = resources.files("monosashi.evaluation") / "life_cycles"


class UnknownLifeCycle(LookupError):
    """No shipped life cycle has this reference. `known` lists those there are."""

    def __init__(self, reference: str, known: tuple[str, ...]) -> None:
        super().__init__(reference)
        self.reference = reference
        self.known = known


def load_life_cycle(path: Path) -> LifeCycle:
    """The life cycle in a city's own TOML file. Raises NotUsable with all that is wrong, OSError as the file does."""
    return read_life_cycle(path.read_bytes(), path.name)


def read_life_cycle(content: bytes, name: str) -> LifeCycle:
    """The life cycle in the bytes of a TOML file called `name`. Raises NotUsable."""
    return life_cycle_from_data(read_toml(content, name), name)


def life_cycle_from_data(data: Mapping[str, Any], name: str) -> LifeCycle:
    """The life cycle that plain data states: what `LifeCycle.data` holds makes the same again. Raises NotUsable."""
    return _read(data, name, [])


def standing_life_cycle(data: Mapping[str, Any], name: str) -> LifeCycle:
    """The same of a life cycle that years name already: what is refused today in a new one is no fault of it.

    Raises NotUsable where it could not suggest what it did.
    """
    return _read(data, name, OfStandingRule())


def _read(data: Mapping[str, Any], name: str, problems: list[Problem]) -> LifeCycle:
    reader = _Reader(Table(data, name, problems))
    try:
        life_cycle = reader.life_cycle(data)
        if not problems:
            check_moves(life_cycle, reader.examples, problems)
    except RecursionError:
        raise too_deep(name) from None
    if problems:
        raise NotUsable(problems)
    return life_cycle


def worked_moves(life_cycle: LifeCycle) -> Mapping[tuple[str, str], SuggestedMove]:
    """What the life cycle suggests to its own worked examples, by the stage where they stand and the stage they may move to."""
    reader = _Reader(Table(life_cycle.data, life_cycle.id, OfStandingRule()))
    return said_of_moves(reader.life_cycle(life_cycle.data), reader.examples)


@cache
def shipped_life_cycles() -> tuple[LifeCycle, ...]:
    """All that travel in the package, by reference."""
    return tuple(read_life_cycle(content, name) for name, content in _files().items())


def shipped_life_cycle_file(reference: str) -> bytes:
    """The TOML file of a shipped life cycle, from which a city may begin its own. Raises UnknownLifeCycle."""
    shipped_life_cycle(reference)
    return next(raw for raw in _files().values() if read_life_cycle(raw, reference).reference == reference)


@cache
def shipped_life_cycle(reference: str) -> LifeCycle:
    """The life cycle called `id@version`. Raises UnknownLifeCycle."""
    for life_cycle in shipped_life_cycles():
        if life_cycle.reference == reference:
            return life_cycle
    raise UnknownLifeCycle(reference, tuple(life_cycle.reference for life_cycle in shipped_life_cycles()))


@cache
def _files() -> Mapping[str, bytes]:
    """The package's files by name, in the order of the names."""
    files = sorted((file for file in _FOLDER.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return {file.name: file.read_bytes() for file in files}


class _Reader:
    """Reads one life cycle; `examples` holds the worked example of each move that has one, by stage and target."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.sentences = Sentences()
        self.id = table.name("id")
        self.examples: dict[tuple[str, str], Table] = {}

    def life_cycle(self, data: Mapping[str, Any]) -> LifeCycle:
        title = self.sentences.title(self.table, "title", f"life_cycle.{self.id}.title")
        stages = self._stages()
        life_cycle = LifeCycle(
            id=self.id,
            version=self.table.name("version"),
            title=title,
            source=read_source(self.table),
            stages=stages,
            data=data,
            messages=self.sentences.templates,
            by_id={stage.id: stage for stage in stages},
        )
        self.table.finish()
        return life_cycle

    def _stages(self) -> tuple[Stage, ...]:
        tables = self.table.tables("stages")
        if not tables and not self.table.plain("stages"):
            remedy = message("evaluation.data.write_tables", key="stages")
            self.table.advise("", message("evaluation.data.no_stages"), remedy)
        known = [within.text("id") for within in tables]
        stages = tuple(self._stage(within, known) for within in tables)
        for within, stage in zip(tables, stages, strict=True):
            if known.count(stage.id) > 1:
                within.refuse("id", message("evaluation.data.duplicate_id"), message("evaluation.data.another_id"))
        return stages

    def _stage(self, table: Table, known: list[str]) -> Stage:
        stage, moves = table.text("id"), list[Move]()
        for within in table.tables("moves"):
            move = self._move(within, stage, known)
            if move.to == stage:
                within.advise("to", message("evaluation.data.own_move"), message("evaluation.data.another_stage"))
            if any(move.to == other.to for other in moves):
                within.advise("to", message("evaluation.data.same_move"), message("evaluation.data.one_move"))
            moves.append(move)
        read = Stage(stage, table.text("name"), table.choice("managed_by", ManagedBy), tuple(moves))
        table.finish()
        return read

    def _move(self, table: Table, stage: str, known: list[str]) -> Move:
        to, within = table.text("to"), table.table("when")
        if to and to not in known:
            table.refuse("to", message("evaluation.data.not_one_of"), one_of(tuple(dict.fromkeys(known))))
        when = read_condition(within, Rated.MEASURE, Reading("", {}, None, {})) if within else None
        message_id = f"life_cycle.{self.id}.{stage}.{to}"
        needed = when is not None
        explanation = self.sentences.explanation(table, "explain", message_id, NODE_PARAMS, required=needed)
        self._example(table, stage, to)
        if "when" not in table and ("explain" in table or "example" in table):
            key = "explain" if "explain" in table else "example"
            table.advise(key, message("evaluation.data.without_when"), message("evaluation.data.write_when"))
        table.finish()
        return Move(to, when, explanation)

    def _example(self, table: Table, stage: str, to: str) -> None:
        example = table.table("example")
        if example is not None and "when" in table:
            self.examples[stage, to] = example
