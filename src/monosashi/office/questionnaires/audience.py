"""Who is asked on a day, and in which groups their answers are counted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from monosashi.office.accounts.models import Posting, Staff
from monosashi.office.accounts.register import names_of, tree_on
from monosashi.office.accounts.standing import employed, in_force
from monosashi.office.officers import queries as officers
from monosashi.office.questionnaires.counting.tally import REST, too_small
from monosashi.office.questionnaires.counting.withholding import LEAST
from monosashi.office.questionnaires.models import Questionnaire
from monosashi.office.questionnaires.states import QuestionnaireAudience

DEPARTMENT, KIND = "department", "kind"
"""The ways in which people are told apart."""

_BETWEEN = " + "
NONE = "none"
"""The group of those who are in none: posted nowhere, no officer."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who is asked. `department` is a code, "" where they are posted nowhere; `kinds` are keys of kinds of officers."""

    staff: int
    department: str
    kinds: tuple[int, ...]

    @property
    def groups(self) -> tuple[str, ...]:
        """What sections can be for."""
        return (f"{DEPARTMENT}/{self.department or NONE}", *(f"{KIND}/{kind}" for kind in self.kinds))

    @property
    def counted_in(self) -> tuple[str, str]:
        """One group of each way; who is an officer of two kinds is counted as that."""
        return f"{DEPARTMENT}/{self.department or NONE}", f"{KIND}/{'+'.join(map(str, self.kinds)) or NONE}"


@dataclass(frozen=True, slots=True)
class Asked:
    """All who are asked. `gathered` are the groups too small to be counted by themselves, with the one they are counted in."""

    members: tuple[Member, ...]
    gathered: Mapping[str, str]
    groups: Mapping[str, Mapping[str, object]]
    """By key, with name and how many were asked, as a questionnaire keeps them."""

    def counted_in(self, member: Member) -> list[str]:
        """Where an answer of somebody is counted."""
        return [self.gathered.get(group, group) for group in member.counted_in]


def who_is_asked(row: Questionnaire, day: date) -> Asked:
    """Everybody whom a questionnaire asks on a day. Four to seven queries."""
    posted = _posted(day)
    offices: dict[int, list[int]] = {}
    for each in officers.in_office(day):
        if each.kind not in offices.setdefault(each.staff, []):
            offices[each.staff].append(each.kind)
    here = Staff.objects.filter(employed(day)).order_by("pk").values_list("pk", flat=True)
    members = tuple(
        Member(staff, posted.get(staff, ("",))[0], tuple(sorted(offices.get(staff, ()))))
        for staff in here
        if _is_asked(row, posted.get(staff, ()), offices.get(staff, ()), _reach(row, day))
    )
    gathered = _gathered(members) if row.anonymous else {}
    return Asked(members, gathered, _groups(members, gathered))


def _posted(day: date) -> dict[int, tuple[str, ...]]:
    """Where people work, the department of their own first."""
    found: dict[int, tuple[str, ...]] = {}
    rows = in_force(Posting.objects.all(), day).order_by("concurrent", "valid_from", "pk")
    for staff, department in rows.values_list("staff_id", "department_id"):
        found[staff] = (*found.get(staff, ()), department)
    return found


def _reach(row: Questionnaire, day: date) -> frozenset[str]:
    tree = tree_on(day)
    standing = {unit.code for unit in tree.standing}
    return frozenset().union(*(tree.with_all_below(code) for code in row.departments if code in standing))


def _is_asked(row: Questionnaire, posted: Iterable[str], kinds: Iterable[int], reach: frozenset[str]) -> bool:
    match row.audience:
        case QuestionnaireAudience.DEPARTMENTS:
            return bool(reach & set(posted))
        case QuestionnaireAudience.OFFICERS:
            return bool(set(row.officer_kinds) & set(kinds))
    return True


def _gathered(members: Iterable[Member]) -> dict[str, str]:
    people = Counter(group for member in members for group in member.counted_in)
    return {
        small: to
        for of in (DEPARTMENT, KIND)
        for small, to in too_small({k: n for k, n in people.items() if k.startswith(f"{of}/")}, LEAST).items()
    }


def _groups(members: tuple[Member, ...], gathered: Mapping[str, str]) -> dict[str, dict[str, object]]:
    people: Counter[str] = Counter()
    for member in members:
        counted = (gathered.get(group, group) for group in member.counted_in)
        people.update({*counted, *(f"{KIND}/{kind}" for kind in member.kinds)})
    names = names_of({member.department for member in members})
    kinds = {str(kind.pk): kind.name for kind in officers.kinds()}
    return {key: {"name": _name(key, names, kinds), "asked": count} for key, count in sorted(people.items())}


def _name(key: str, departments: Mapping[str, str], kinds: Mapping[str, str]) -> str:
    """What a group is called that day; "" for those whose name is a word of the office."""
    of, _, which = key.partition("/")
    if which in {NONE, REST}:
        return ""
    if of == DEPARTMENT:
        return departments.get(which, which)
    return _BETWEEN.join(kinds.get(kind, kind) for kind in which.split("+"))
