"""From the command line to a form and what it is filled with: the file, the year, the measures that are meant."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from monosashi.cli.answer_sheet_inputs import judging_of
from monosashi.cli.commands.show import measure_named
from monosashi.core.messages import InvalidInput, message
from monosashi.core.plan import Plan
from monosashi.core.tree import Department, Node, Role
from monosashi.evaluation.evaluate import evaluate
from monosashi.exchange.file_bytes import bytes_of
from monosashi.exchange.forms.form import Form
from monosashi.publishing.forms import Lookups, form_for

FormPath = Annotated[Path, typer.Argument(metavar="FORM", help="cli.forms.argument.form")]


@dataclass(frozen=True, slots=True)
class FormAsRead:
    """A form with the bytes of its file."""

    path: Path
    raw: bytes
    form: Form


@dataclass(frozen=True, slots=True)
class Filling:
    """The plan in the year that is filled for, with its values."""

    plan: Plan
    fiscal_year: int
    values: Lookups


def form_in(path: Path, plan: Plan) -> FormAsRead:
    """The form in a file. Raises InvalidInput with everything that is wrong with it, or that this plan does not know."""
    raw = bytes_of(path)
    return FormAsRead(path, raw, form_for(plan, raw, path.name))


def filling_of(plan: Plan, fiscal_year: int, on: date, scheme: str = "") -> Filling:
    """The plan in a year, judged by the scheme named or its own, or not at all. Raises InvalidInput for a year outside of it."""
    judging = judging_of(plan, fiscal_year, scheme)
    evaluation = evaluate(plan, fiscal_year, judging.scheme, judging.life_cycle) if judging.scheme else None
    return Filling(plan, fiscal_year, Lookups(plan, evaluation, fiscal_year, on, scheme=judging.scheme))


def year_last_told(plan: Plan) -> int:
    """The newest fiscal year of the plan of which anything was said; its first where nothing was."""
    return plan.index.newest_reported or plan.first_year


def measures_meant(
    plan: Plan, fiscal_year: int, measures: Iterable[str], departments: Iterable[str]
) -> tuple[Node, ...]:
    """The measures named, and those that the departments named lead in the year, in the plan's order; all where nothing is named.

    Raises InvalidInput for a name that nothing has, and for departments that lead no measure.
    """
    named = {measure_named(plan, text).id for text in measures}
    asked = tuple(departments)
    for text in asked:
        named |= _led(plan, fiscal_year, _department_named(plan, text), text)
    return tuple(node for node in plan.index.measures if node.id in named or not (named or asked))


def _led(plan: Plan, fiscal_year: int, department: Department, text: str) -> set[str]:
    led = {
        node.id
        for node in plan.index.measures
        for part in node.parts_in(fiscal_year)
        if part.department == department.id and part.role is Role.LEAD
    }
    if not led:
        why = message("cli.forms.leads_nothing", year=fiscal_year)
        raise InvalidInput.of("--department", why, message("cli.forms.leads_nothing.remedy"), read=text)
    return led


def _department_named(plan: Plan, text: str) -> Department:
    """The department with this name or id, else the only one whose name holds the text. Raises InvalidInput."""
    for found in (
        [each for each in plan.departments if text in (each.name, each.id)],
        [each for each in plan.departments if text in each.name],
    ):
        if len(found) == 1:
            return found[0]
    names = tuple(dict.fromkeys(each.name for each in plan.departments))
    near = tuple(name for name in names if text in name) or tuple(difflib.get_close_matches(text, names, cutoff=0.4))
    remedy = message("cli.forms.departments_near", names=near) if near else message("cli.forms.name_department")
    raise InvalidInput.of("--department", message("cli.forms.no_department"), remedy, read=text)
