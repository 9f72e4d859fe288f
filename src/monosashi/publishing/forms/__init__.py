"""The city's own forms filled with what departments answered: which fields there are, their values, what a form asks in vain."""

from monosashi.publishing.forms.blanks import Blank, blanks_in
from monosashi.publishing.forms.checking import asks_for_measures, form_for, unknown_in
from monosashi.publishing.forms.fields import FieldOf, FormField
from monosashi.publishing.forms.file_names import file_name_for, file_names_for
from monosashi.publishing.forms.known_fields import field_named, form_fields
from monosashi.publishing.forms.lookups import Lookups, UnknownField

__all__ = [
    "Blank",
    "FieldOf",
    "FormField",
    "Lookups",
    "UnknownField",
    "asks_for_measures",
    "blanks_in",
    "field_named",
    "file_name_for",
    "file_names_for",
    "form_fields",
    "form_for",
    "unknown_in",
]
