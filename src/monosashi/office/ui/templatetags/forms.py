"""`{% field form.name %}`: one field with its label, help and errors."""

from typing import Any

from django import template
from django.forms import BaseForm, BoundField

register = template.Library()


@register.inclusion_tag("ui/_field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """The field. Its label and help text are ids of messages."""
    kind = getattr(bound.field.widget, "input_type", "")
    return {
        "field": bound,
        "grouped": bound.use_fieldset,
        "ticked": kind == "checkbox" and not bound.use_fieldset,
        "hidden": bound.is_hidden,
    }


@register.inclusion_tag("ui/_errors.html")
def errors(*forms: BaseForm) -> dict[str, Any]:
    """All that is wrong in these forms, above them, each with a link to its field."""
    found = [(bound.auto_id or bound.id_for_label, text) for form in forms for bound in form for text in bound.errors]
    whole = [text for form in forms for text in form.non_field_errors()]
    return {"fields": found, "whole": whole}
