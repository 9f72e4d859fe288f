"""What a form asks for that its plan does not know."""

import difflib
from dataclasses import replace

from monosashi.core.fiscal_years import NotAFiscalYear
from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.core.plan import Plan
from monosashi.exchange.forms.form import FaultyForm, Form, Found, read_form
from monosashi.exchange.forms.parts import place_in_file
from monosashi.publishing.forms.asked_years import year_asked
from monosashi.publishing.forms.fields import FieldOf
from monosashi.publishing.forms.known_fields import field_named, form_fields
from monosashi.publishing.forms.printing import sentence
from monosashi.publishing.forms.rows import rows, worded

_NEAR = 3
_LEAST_ALIKE = 0.4


def form_for(plan: Plan, content: bytes, name: str) -> Form:
    """The form in a file that is called `name`.

    Raises InvalidInput with everything that is wrong with it, together with all that this plan does not know.
    """
    faults: tuple[Problem, ...] = ()
    try:
        form = read_form(content, name)
    except FaultyForm as faulty:
        form, faults = faulty.form, faulty.problems
    unknown = (replace(each, place=place_in_file(name, each.place)) for each in unknown_in(form, plan))
    if problems := (*faults, *unknown):
        raise InvalidInput(problems)
    return form


def unknown_in(form: Form, plan: Plan) -> tuple[Problem, ...]:
    """Everything that hinders filling the form with this plan, in the order of the form."""
    return tuple(problem for found in form.found if (problem := _problem(found, form, plan)))


def asks_for_measures(form: Form) -> bool:
    """Whether a file is made for each measure: the form has no mark, and names something that is not of the plan alone."""
    return not form.repeats and any(not is_of_plan(found.placeholder.name) for found in form.found)


def is_of_plan(name: str) -> bool:
    """Whatever is of the plan is named in the table, or after 計画全体の."""
    stated = (each for row in rows("plan") for each in row.names)
    return name.startswith(worded("of", owner=worded("whole"), field="")) or name in stated


def _problem(found: Found, form: Form, plan: Plan) -> Problem | None:
    asked = found.placeholder
    field = field_named(plan, asked.name)
    if field is None:
        return _told(found, message("form_fields.unknown", name=asked.name), _near(asked.name, plan))
    if field.of is FieldOf.MEASURE and form.repeats and not found.in_block:
        return _told(found, message("form_fields.outside_block"), message("form_fields.outside_block.remedy"))
    if asked.year and not field.yearly:
        remedy = message("form_fields.not_yearly.remedy", name=asked.name)
        return _told(found, message("form_fields.not_yearly", name=asked.name), remedy)
    try:
        year_asked(asked.year, plan.first_year)
    except NotAFiscalYear as error:
        why = message("form_fields.unreadable_year", year_text=asked.year, reason=error.reason)
        return _told(found, why, message("form_fields.unreadable_year.remedy"))
    return None


def _near(name: str, plan: Plan) -> Message:
    names = [each.name for each in form_fields(plan) if not each.same_as]
    within = [each for each in names if each.endswith(worded("of", owner="", field=name))]
    alike = difflib.get_close_matches(name, names, n=_NEAR, cutoff=_LEAST_ALIKE)
    near = tuple(dict.fromkeys((*within, *alike)))[:_NEAR]
    return message("form_fields.unknown.near", names=near) if near else message("form_fields.unknown.remedy")


def _told(found: Found, why: Message, remedy: Message) -> Problem:
    """Places of a form are told in Japanese, as those of every workbook that is read."""
    return Problem(sentence(found.place), found.written, why, remedy)
