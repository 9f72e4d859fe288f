"""A scheme and a life cycle as their pages show them."""

from dataclasses import dataclass

from monosashi.core.messages import Message, Param, message
from monosashi.evaluation.life_cycle import LifeCycle, Stage
from monosashi.evaluation.life_cycle_loader import worked_moves
from monosashi.evaluation.outcomes import Standing, Verdict
from monosashi.evaluation.scheme import Scheme
from monosashi.evaluation.scheme_loader import worked_examples
from monosashi.exchange.answer_sheets.slots import axes_of
from monosashi.office.ui.language import language, spoken
from monosashi.wording import render, word

_SOMETHING = message("schemes.something")


@dataclass(frozen=True, slots=True)
class ShownBranch:
    """One way in which a step ends. `gives` is the symbol or why there is none, `example` what is said of the worked example."""

    gives: str
    example: str


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step. `rated` is what it rates, `branches` stand in the order in which they are tried."""

    rated: Message
    branches: tuple[ShownBranch, ...]


@dataclass(frozen=True, slots=True)
class ShownLegend:
    """The symbols of one axis with their meaning. `axis` "" where the scheme has one alone."""

    axis: str
    symbols: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ShownMove:
    """A stage that may follow. `example` is what is said of the worked example, "" where there is none."""

    name: str
    example: str


@dataclass(frozen=True, slots=True)
class ShownStage:
    """One stage of a life cycle with the stages that may follow."""

    stage: Stage
    managed_by: Message
    moves: tuple[ShownMove, ...]


def say_of(rules: Scheme | LifeCycle, sentence: Message) -> str:
    """A sentence of the rules' own in the language of the page."""
    return render(sentence, language(), rules.messages)


def legends_of(scheme: Scheme) -> tuple[ShownLegend, ...]:
    """The symbols by axis, best first; none for a scheme without symbols."""
    axes = axes_of(scheme)
    return tuple(
        ShownLegend(
            axis if len(axes) > 1 else "",
            tuple((each.grade, say_of(scheme, each.text)) for each in scheme.legend if each.axis == axis),
        )
        for axis in axes
    )


def steps_of(scheme: Scheme) -> tuple[ShownStep, ...]:
    """The steps with what the scheme says of its worked examples."""
    said = worked_examples(scheme)
    return tuple(
        ShownStep(
            word(step.rates),
            tuple(
                ShownBranch(_gives(verdict), say_of(scheme, _of_something(verdict.explanation)))
                for (of, _), verdict in said.items()
                if of == step.id and verdict is not None
            ),
        )
        for step in scheme.steps
    )


def stages_of(life_cycle: LifeCycle) -> tuple[ShownStage, ...]:
    """The stages in their order, with what the life cycle says of its worked examples."""
    said = worked_moves(life_cycle)

    def shown(stage: str, to: str) -> ShownMove:
        move = said.get((stage, to))
        example = say_of(life_cycle, _of_something(move.reason)) if move else ""
        return ShownMove(life_cycle.by_id[to].name, example)

    return tuple(
        ShownStage(stage, word(stage.managed_by), tuple(shown(stage.id, move.to) for move in stage.moves))
        for stage in life_cycle.stages
    )


def _gives(verdict: Verdict) -> str:
    if verdict.standing is Standing.GRADED:
        return verdict.grade or spoken(message("schemes.points", points=verdict.points))
    return spoken(verdict.standing)


def _of_something(sentence: Message) -> Message:
    """The sentence about an example: what has no name in it is called 「ある指標」."""
    return Message(sentence.id, tuple((name, _named(name, value)) for name, value in sentence.params))


def _named(name: str, value: Param) -> Param:
    if isinstance(value, Message):
        return _of_something(value)
    if isinstance(value, tuple):
        return tuple(_named(name, each) for each in value)
    return _SOMETHING if name == "name" and value == "" else value
