"""Everything in the database that names departments, whichever app keeps it: what would be left behind if they went."""

from collections.abc import Collection, Iterator, Mapping

from django.apps import apps
from django.db.models import CharField, Field, ForeignKey, Model, Q

from monosashi.core.messages import Message, message
from monosashi.office.accounts.models import Department, Move, Succession
from monosashi.office.people.reorganising.remembering import TABLES

_HISTORY = frozenset({"events", "plans"})
"""Events outlive what they tell of. Plans are held against their revisions by whoever asks."""


def named_elsewhere(codes: Collection[str], own: Mapping[str, Collection[str]]) -> Iterator[Message]:
    """What names one of the departments, each kind once. `own` are rows by table that may: they go with the departments.

    A query for each table that can name one: also one of an app that did not exist when this was written.
    """
    if codes:
        found = (_what(model) for model in _every_model() if _names(model, codes, own))
        yield from dict.fromkeys(found)


def _every_model() -> Iterator[type[Model]]:
    for model in apps.get_models(include_auto_created=True):
        ours = model.__module__.startswith("monosashi.office")
        if ours and model._meta.app_label not in _HISTORY:  # noqa: SLF001 -- Django's documented name
            yield model


def _names(model: type[Model], codes: Collection[str], own: Mapping[str, Collection[str]]) -> bool:
    wanted = Q()
    for field in model._meta.concrete_fields:  # noqa: SLF001 -- Django's documented name
        if _can_name(field, codes):
            wanted |= Q(**{f"{field.attname}__in": codes})
    if not wanted:
        return False
    rows = model._default_manager.filter(wanted)  # noqa: SLF001 -- Django's documented name
    return bool(rows.exclude(pk__in=_own_of(model, own)).exists())


def _can_name(field: "Field[object, object]", codes: Collection[str]) -> bool:
    if isinstance(field, ForeignKey):
        return field.related_model is Department
    long_enough = isinstance(field, CharField) and (field.max_length or 0) >= max(map(len, codes))
    return long_enough and not field.choices


def _own_of(model: type[Model], own: Mapping[str, Collection[str]]) -> Collection[str]:
    return next((own.get(name, ()) for name, (kept, _) in TABLES.items() if kept is model), ())


def _what(model: type[Model]) -> Message:
    """What officials call the rows."""
    if model in {Department, Move}:
        return message("people.hangs.below")
    if model is Succession:
        return message("people.hangs.succession")
    return _BY_APP.get(model._meta.app_label, message("people.hangs.other"))  # noqa: SLF001 -- Django's documented name


_SHEETS = message("people.hangs.sheets")
_BY_APP: Mapping[str, Message] = {
    "accounts": message("people.hangs.people"),
    "rounds": _SHEETS,
    "answering": _SHEETS,
    "confirming": _SHEETS,
    "compiling": _SHEETS,
    "workbooks": _SHEETS,
    "findings": message("people.hangs.findings"),
    "meetings": message("people.hangs.meetings"),
    "audits": message("people.hangs.audits"),
    "training": message("people.hangs.training"),
}
