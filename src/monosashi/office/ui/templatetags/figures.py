"""Filters and tags for figures: fiscal years in 和暦, amounts with △ and unit, absences as words, grades as letter and word."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils.safestring import SafeString, mark_safe

from monosashi.core.messages import message
from monosashi.core.plan import Plan
from monosashi.core.values import Value
from monosashi.office.ui import cells, dates
from monosashi.office.ui.language import spoken
from monosashi.office.ui.markup import cell_markup, mark_markup
from monosashi.publishing.charts.chart import Chart

register = template.Library()


@register.filter
def fiscal_year(year: int | None) -> str:
    """令和6年度, FY2024; the word for nothing where there is none."""
    return spoken(message("ui.blank") if year is None else message("ui.fiscal_year", year=year))


@register.simple_tag
def figure(value: Value | None, unit: str = "") -> SafeString:
    """A value of a plan with its unit, or the word for its absence."""
    return cell_markup(cells.figure(value, unit))


@register.simple_tag
def signed(value: Decimal | None, unit: str = "") -> SafeString:
    """A difference with its sign and unit."""
    return cell_markup(cells.signed(value, unit))


@register.filter
def number(value: Decimal | int) -> str:
    """A number alone, as text."""
    return cells.number_text(value)


@register.filter
def drawn(chart: Chart) -> SafeString:
    """The picture of a chart. Its words were escaped when it was drawn."""
    return mark_safe(chart.svg)  # noqa: S308 -- made by publishing.charts, which escapes all text


@register.filter
def period(text: str) -> str:
    """A day, month, quarter or fiscal year of a plan, in 和暦."""
    return dates.period_text(text)


@register.filter
def day(value: date) -> str:
    """令和7年3月31日, 2025-03-31."""
    return dates.day_text(value)


@register.filter
def moment(value: datetime) -> str:
    """令和7年3月31日 17時05分."""
    return dates.moment_text(value)


@register.filter
def plan_title(plan: Plan) -> str:
    """Municipality, name and edition of a plan; what the name begins with is not said twice."""
    whose = "" if plan.name.startswith(plan.municipality.name) else plan.municipality.name
    return " ".join(part for part in (whose, plan.name, plan.edition) if part)


@register.filter
def letter(mark: cells.GradeMark) -> SafeString:
    """The letter of a grade."""
    return mark_markup(mark)
