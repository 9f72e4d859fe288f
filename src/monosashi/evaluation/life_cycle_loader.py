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
from monosashi.evaluation.scheme import Rated
from monosashi.evaluation.scheme_loader import read_source, read_toml
from monosashi.evaluation.sentences import Sentences
from monosashi.evaluation.table_reading import NotUsable, Table

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
    problems: list[Problem] = []
    life_cycle = _read(Table(data, name, problems), data)
    if problems:
        raise NotUsable(problems)
    return life_cycle


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


def _read(table: Table, data: Mapping[str, Any]) -> LifeCycle:
    sentences, life_cycle_id = Sentences(), table.text("id")
    title = sentences.title(table, "title", f"life_cycle.{life_cycle_id}.title")
    stages = _read_stages(table, life_cycle_id, sentences)
    life_cycle = LifeCycle(
        id=life_cycle_id,
        version=table.text("version"),
        title=title,
        source=read_source(table),
        stages=stages,
        data=data,
        messages=sentences.templates,
        by_id={stage.id: stage for stage in stages},
    )
    table.finish()
    return life_cycle


def _read_stages(table: Table, life_cycle: str, sentences: Sentences) -> tuple[Stage, ...]:
    tables = table.tables("stages")
    known = [within.text("id") for within in tables]
    stages = tuple(_read_stage(within, life_cycle, sentences, known) for within in tables)
    for within, stage in zip(tables, stages, strict=True):
        if known.count(stage.id) > 1:
            within.refuse("id", message("evaluation.data.duplicate_id"), message("evaluation.data.another_id"))
    return stages


def _read_stage(table: Table, life_cycle: str, sentences: Sentences, known: list[str]) -> Stage:
    stage = table.text("id")
    moves = tuple(
        _read_move(within, f"life_cycle.{life_cycle}.{stage}", sentences, known) for within in table.tables("moves")
    )
    read = Stage(stage, table.text("name"), table.choice("managed_by", ManagedBy), moves)
    table.finish()
    return read


def _read_move(table: Table, prefix: str, sentences: Sentences, known: list[str]) -> Move:
    to, within = table.text("to"), table.table("when")
    if to not in known:
        remedy = message("evaluation.data.use_one_of", known=tuple(known))
        table.refuse("to", message("evaluation.data.not_one_of"), remedy)
    when = read_condition(within, Rated.MEASURE, Reading("", {}, None)) if within else None
    explanation = sentences.explanation(table, "explain", f"{prefix}.{to}", NODE_PARAMS, required=when is not None)
    table.finish()
    return Move(to, when, explanation)
