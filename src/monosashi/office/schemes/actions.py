"""Bringing in rules of the city's own."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from django.db import transaction
from django.utils import timezone

from monosashi.core.messages import InvalidInput, message
from monosashi.evaluation.evaluate import shipped_life_cycles, shipped_schemes
from monosashi.evaluation.life_cycle import LifeCycle
from monosashi.evaluation.life_cycle_loader import life_cycle_from_data, shipped_life_cycle_file
from monosashi.evaluation.scheme import Scheme
from monosashi.evaluation.scheme_loader import scheme_from_data
from monosashi.evaluation.shipped import shipped_scheme_file
from monosashi.evaluation.table_reading import NotUsable
from monosashi.evaluation.toml_reading import read_toml
from monosashi.office.accounts.permissions import Permission, check
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.events.recording import record
from monosashi.office.events.values import Subject
from monosashi.office.joints import Joint
from monosashi.office.schemes.models import RuleFile, RuleKind

KINDS = (".toml",)

LONGEST = 128
"""Characters of a reference."""

after_bringing_in = Joint[Callable[[str], object]]()
"""Called with the reference in the transaction of bringing in. What fails there undoes it."""


class KnownAlready(StateForbids):
    """Under this reference stands another rule, by which years may have been judged, or one that comes with the system."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The rule that a file holds, as it stands here. `is_new`: it came with this file; otherwise nothing was changed."""

    kind: RuleKind
    reference: str
    is_new: bool


@transaction.atomic
def bring_in(*, name: str, raw: bytes, by: Person) -> Kept:
    """Keep the scheme or the life cycle in a TOML file. A file that is here already changes nothing.

    Raises NotAllowed, InvalidInput with all that is wrong in the file, KnownAlready.
    """
    check(by.standing, Permission.BRING_IN_RULES)
    kind, rules = rules_in(name, raw)
    content = raw.decode("utf-8-sig")
    if rules.reference in _of_the_package(kind):
        if not _same(content, _file_of_the_package(kind, rules.reference).decode()):
            raise KnownAlready(message("schemes.of_the_system", reference=rules.reference))
        return Kept(kind, rules.reference, is_new=False)
    told = {
        "name": PurePath(name).name[-200:],
        "content": content,
        "brought_at": timezone.now(),
        "brought_by": by.staff.pk,
        "brought_by_label": by.actor.label,
    }
    row, is_new = RuleFile.objects.get_or_create(kind=kind, reference=rules.reference, defaults=told)
    if not is_new and not _same(content, row.content):
        raise KnownAlready(message("schemes.known_already", reference=rules.reference))
    if is_new:
        subject = Subject(kind.value, rules.reference, rules.reference)
        record("rules.brought_in", subject, by=by.actor, after={"file": row.name})
        for act in after_bringing_in:
            act(rules.reference)
    return Kept(kind, rules.reference, is_new)


def rules_in(name: str, raw: bytes) -> tuple[RuleKind, Scheme | LifeCycle]:
    """What a file holds: a life cycle where it names stages, else a scheme. Raises InvalidInput."""
    try:
        data = read_toml(raw, name)
        kind = RuleKind.LIFE_CYCLE if "stages" in data else RuleKind.SCHEME
        rules = life_cycle_from_data(data, name) if kind is RuleKind.LIFE_CYCLE else scheme_from_data(data, name)
    except NotUsable as error:
        raise InvalidInput(error.problems) from None
    if len(rules.reference) > LONGEST:
        why = message("schemes.too_long", length=len(rules.reference))
        raise InvalidInput.of("id", why, message("schemes.too_long.remedy", limit=LONGEST), read=rules.reference)
    return kind, rules


def _of_the_package(kind: RuleKind) -> frozenset[str]:
    found = shipped_schemes() if kind is RuleKind.SCHEME else shipped_life_cycles()
    return frozenset(each.reference for each in found)


def _file_of_the_package(kind: RuleKind, reference: str) -> bytes:
    return shipped_scheme_file(reference) if kind is RuleKind.SCHEME else shipped_life_cycle_file(reference)


def _same(one: str, other: str) -> bool:
    """Whether two files say the same line by line; how their lines end is no difference."""
    return one.splitlines() == other.splitlines()
