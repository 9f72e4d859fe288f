"""What every page says with: sentences, figures in 和暦 and with △ and unit, grades as letter and word, fields of forms, addresses."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.forms import BaseForm, BoundField
from django.template.defaultfilters import linebreaks_filter, linebreaksbr
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from jinja2 import Environment, pass_environment
from markupsafe import Markup

from monosashi.core.messages import Message, Param
from monosashi.core.plan import Plan
from monosashi.core.values import Value
from monosashi.exchange.cell_places import place_in
from monosashi.office.ui import cells, dates
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.language import language, spoken
from monosashi.office.ui.markup import cell_markup, grade_markup, mark_markup
from monosashi.office.ui.unbroken import unbroken
from monosashi.publishing.charts.chart import Chart
from monosashi.wording import ended
from monosashi.wording import said as said_with


def say(id_: str, /, **params: Param) -> str:
    """The sentence with this id, in the language of the page."""
    return said_with(id_, params, language())


def said(sentence: Message | StrEnum | str) -> str:
    """A message or coded value that the page was given, in words."""
    return spoken(sentence) if isinstance(sentence, Message | StrEnum) else sentence


def sentences(told: Iterable[Message | str]) -> str:
    """Sentences that follow one another: in English with a space between them."""
    return ("" if language() == "ja" else " ").join(map(said, told))


def ended_here(sentence: str) -> str:
    """A sentence of a scheme that stands alone, with its full stop."""
    return ended(sentence, language())


def place_here(place: str) -> str:
    """Where in a workbook something stands, in the language of the page; any other place as it is."""
    return place_in(place, language())


def fiscal_year(year: int | None) -> str:
    """令和6年度, FY2024; the word for nothing where there is none."""
    return say("ui.blank") if year is None else say("ui.fiscal_year", year=year)


def figure(value: Value | None, unit: str = "") -> SafeString:
    """A value of a plan with its unit, or the word for its absence."""
    return cell_markup(cells.figure(value, unit))


def signed(value: Decimal | None, unit: str = "") -> SafeString:
    """A difference with its sign and unit."""
    return cell_markup(cells.signed(value, unit))


def drawn(chart: Chart) -> SafeString:
    """The picture of a chart. Its words were escaped when it was drawn."""
    return mark_safe(chart.svg)  # noqa: S308 -- made by publishing.charts, which escapes all text


def plan_title(plan: Plan) -> str:
    """Municipality, name and edition of a plan; what the name begins with is not said twice."""
    whose = "" if plan.name.startswith(plan.municipality.name) else plan.municipality.name
    return " ".join(part for part in (whose, plan.name, plan.edition) if part)


def iso(at: date | datetime) -> str:
    """A day or moment as machines read it; a moment without its fractions of a second."""
    return localtime(at).isoformat(timespec="seconds") if isinstance(at, datetime) else at.isoformat()


@pass_environment
def field(pages: Environment, bound: BoundField) -> Markup:
    """A field with its label, help and errors. Its label and help text are ids of messages."""
    ticked = getattr(bound.field.widget, "input_type", "") == "checkbox" and not bound.use_fieldset
    page = pages.get_template("ui/_field.html")
    return Markup(page.render(field=bound, grouped=bound.use_fieldset, ticked=ticked, hidden=bound.is_hidden))  # noqa: S704 -- the template escaped everything


@pass_environment
def errors(pages: Environment, *forms: BaseForm) -> Markup:
    """All that is wrong in these forms, above them, each with a link to its field."""
    fields = [(bound.auto_id or bound.id_for_label, text) for form in forms for bound in form for text in bound.errors]
    whole = [text for form in forms for text in form.non_field_errors()]
    return Markup(pages.get_template("ui/_errors.html").render(fields=fields, whole=whole))  # noqa: S704 -- the template escaped everything


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "say": say,
    "url": address_of,
    "static": static,
    "figure": figure,
    "grade": grade_markup,
    "signed": signed,
    "field": field,
    "errors": errors,
}
"""What a page calls by name."""

FILTERS: Mapping[str, Callable[..., Any]] = {
    "said": said,
    "sentences": sentences,
    "ended": ended_here,
    "place": place_here,
    "cell": cell_markup,
    "letter": mark_markup,
    "drawn": drawn,
    "fiscal_year": fiscal_year,
    "number": cells.number_text,
    "period": dates.period_text,
    "day": dates.day_text,
    "moment": dates.moment_text,
    "iso": iso,
    "plan_title": plan_title,
    "unbroken": unbroken,
    "linebreaks": linebreaks_filter,
    "linebreaksbr": linebreaksbr,
}
"""What stands behind a `|`."""
