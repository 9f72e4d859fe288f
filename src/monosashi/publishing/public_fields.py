"""The one door through which an edition leaves the house: only fields that stand in `public_fields.toml` pass.

What is made for the public is made of a `PublicEnvelope`, and only `public` makes one. It drops

- every key that the list does not allow, so also every key that it has never heard of;
- documents that nobody published (a CSV of the office) and what was read in them;
- answers, actuals and fractions of years after the edition's own: a round that is still open;
- mail addresses and numbers of mobile telephones in texts, which `contact_details` masks.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from importlib.resources import files
from types import GenericAlias, NoneType
from typing import Any, NewType, TypeAlias, get_args, get_type_hints

from monosashi.core.plan import Plan
from monosashi.core.values import Value
from monosashi.exchange.structure import Hint, alternatives
from monosashi.publishing.contact_details import masked
from monosashi.publishing.editions import Envelope

PublicEnvelope = NewType("PublicEnvelope", dict[str, Any])
"""An envelope of allowed fields only. Made by `public` and by nothing else."""

Data: TypeAlias = Any
"""Plain data of any shape: what JSON can hold."""

WHOLE = "*"
"""A value that passes with all it holds, its texts masked."""

_SCALAR = ""
"""A value that holds no record: a dict in its place is dropped."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of one field of one record, and why."""

    record: str
    field: str
    public: bool
    because: str


def public(envelope: Envelope) -> PublicEnvelope:
    """The public part of an edition's envelope, a new value. The envelope itself stays as it is."""
    passed = _passed(envelope, "Envelope")
    plan = passed.get("plan")
    if isinstance(plan, dict):
        _drop_office_files(plan)
        _drop_later_years(plan, int(envelope["fiscal_year"]))
        _drop_sources_of_what_is_gone(plan, int(envelope["fiscal_year"]))
    if passed.get("correction"):
        _drop_internal_errata(passed["correction"], int(envelope["fiscal_year"]))
    return PublicEnvelope(passed)


@cache
def decisions() -> tuple[Decision, ...]:
    """The whole list, in its order."""
    return tuple(
        Decision(record, name, entry["public"], entry["because"])
        for record, entries in _listed().items()
        if record != "holds"
        for entry in entries
        for name in entry["fields"]
    )


def held_by(record: str, field: str) -> str:
    """The record that a field holds, one or a list of them; `WHOLE`; or "" where it holds plain words and figures."""
    return _holds().get((record, field), _SCALAR)


def plan_records() -> Iterator[type]:
    """Every kind of record that a plan can hold, the plan itself first."""
    found: dict[type, None] = {Plan: None}
    waiting: list[type] = [Plan]
    while waiting:
        for kind in _kinds_in(waiting.pop()):
            if kind not in found:
                found[kind] = None
                waiting.append(kind)
    return iter(found)


def _passed(held: Data, record: str) -> Data:
    if isinstance(held, list):
        return [entry for entry in (_passed(each, record) for each in held) if entry is not None]
    if not isinstance(held, dict):
        return masked(held) if isinstance(held, str) else held
    if record == WHOLE:
        return {masked(name): _passed(each, WHOLE) for name, each in held.items()}
    allowed = _allowed().get(record)
    if allowed is None:
        return None
    return {
        name: _passed(each, allowed[name])
        for name, each in held.items()
        if name in allowed and (not isinstance(each, dict) or allowed[name] != _SCALAR)
    }


@cache
def _allowed() -> Mapping[str, Mapping[str, str]]:
    """Record -> public field -> what the field holds."""
    found: dict[str, dict[str, str]] = {}
    for decision in decisions():
        of_record = found.setdefault(decision.record, {})
        if decision.public:
            of_record[decision.field] = held_by(decision.record, decision.field)
    return found


@cache
def _listed() -> Mapping[str, Data]:
    return tomllib.loads(files("monosashi.publishing").joinpath("public_fields.toml").read_text(encoding="utf-8"))


@cache
def _holds() -> Mapping[tuple[str, str], str]:
    stated = {tuple(place.split(".")): record for place, record in _listed()["holds"].items()}
    derived = {
        (record.__name__, field.name): name
        for record in plan_records()
        for field in fields(record)
        if (name := _record_in(get_type_hints(record)[field.name]))
    }
    return {(record, field): held for (record, field), held in (derived | stated).items()}


def _record_in(hint: Hint) -> str:
    kinds = alternatives(hint) - {NoneType}
    if frozenset(get_args(Value)) == kinds:
        return "Value"
    return next((kind.__name__ for kind in _classes(kinds) if is_dataclass(kind)), _SCALAR)


def _kinds_in(record: type) -> Iterator[type]:
    for hint in get_type_hints(record).values():
        kinds = alternatives(hint)
        if not frozenset(get_args(Value)) <= kinds:
            yield from (kind for kind in _classes(kinds) if is_dataclass(kind))


def _classes(kinds: frozenset[Hint]) -> Iterator[type]:
    for kind in kinds:
        yield get_args(kind)[0] if isinstance(kind, GenericAlias) else kind


def _drop_office_files(plan: Data) -> None:
    """A published document names its publisher or its date; what does not is a file that only the office has."""
    if "documents" in plan:
        plan["documents"] = [each for each in plan["documents"] if each.get("publisher") or each.get("published")]


def _drop_later_years(plan: Data, last: int) -> None:
    if "results" in plan:
        plan["results"] = [entry for entry in plan["results"] if entry["fiscal_year"] <= last]
    for indicator in plan.get("indicators", ()):
        for name in ("actuals", "fractions"):
            if name in indicator:
                indicator[name] = [entry for entry in indicator[name] if entry["fiscal_year"] <= last]


_YEAR_OF_ANSWER = re.compile(r"results/[^/]*\.(\d{4})(?:/|$)|indicators/[^/]*/(?:actuals|fractions)/(\d{4})(?:/|$)")


def _drop_sources_of_what_is_gone(plan: Data, last: int) -> None:
    if "provenance" not in plan:
        return
    documents = {each["id"] for each in plan.get("documents", ())}
    plan["provenance"] = [
        source
        for source in plan["provenance"]
        if source["document"] in documents and not _is_gone(source["at"], documents, last)
    ]


def _is_gone(at: str, documents: set[str], last: int) -> bool:
    first, _, rest = at.partition("/")
    if first == "documents":
        return rest.partition("/")[0] not in documents
    return first not in _allowed()["Plan"] or _is_later(at, last)


def _is_later(at: str, last: int) -> bool:
    year = _YEAR_OF_ANSWER.match(at)
    return year is not None and int(year[1] or year[2]) > last


def _drop_internal_errata(correction: Data, last: int) -> None:
    """An erratum of an internal field would tell it; one of a whole record tells the record's public fields."""
    kept = []
    for erratum in correction["errata"]:
        record = _record_at(tuple(erratum["path"].split("/")))
        if record is not None and not _is_later(erratum["path"], last):
            sides = {name: _passed(erratum[name], record) for name in ("wrong", "right")}
            kept.append(erratum | sides)
    correction["errata"] = kept


def _record_at(path: tuple[str, ...]) -> str | None:
    """What stands at a path of the plan: the name of a record, "" for words and figures, None where it is not public."""
    record, rest = "Plan", path
    while rest:
        name = rest[0]
        held = _allowed().get(record, {}).get(name)
        if held is None:
            return None
        rest = rest[2 if held and (record, name) in _lists() else 1 :]
        record = held
    return record


@cache
def _lists() -> frozenset[tuple[str, str]]:
    """The fields of plan records that hold a list."""
    return frozenset(
        (record.__name__, name)
        for record in plan_records()
        for name, hint in get_type_hints(record).items()
        if any(isinstance(kind, GenericAlias) for kind in alternatives(hint))
    )
