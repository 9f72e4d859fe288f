"""Every address of the office × every role × own and other department × own and other plan.

`ADDRESSES` says for each page what it takes; `WHO` says, apart from the product's own table, who that is. An address that stands
in neither fails. What is asked is whether the door opens: behind it a page may answer that there is no such thing.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from monosashi.core.plan import Plan
from monosashi.office.accounts.permissions import TABLE, Permission, Role
from monosashi.office.accounts.standing import Person
from monosashi.office.findings.models import FindingRow
from monosashi.office.findings.reviewing import reviewed
from monosashi.office.plans.actions import keep_new_plan
from monosashi.office.plans.actions_editions import freeze
from monosashi.office.rounds.actions_preparing import Wanted, open_round, prepare
from monosashi.office.rounds.models import Round
from monosashi.office.rounds.states import RoundKind
from office.audits.city_audits import an_audit, parts_of_audit
from office.laid import Someone
from office.meetings.room import a_room, parts_of

OWN, OTHER = "d-07", "d-05"
"""市民課, which has a part in the measure that is asked for, and a department that has none."""
AKITA, ELSEWHERE = "akita-digital-2", "another-plan"

SAMPLES: Mapping[str, object] = {
    "plan": AKITA,
    "node": "n-p073",
    "code": OWN,
    "pk": 1,
    "role": 1,
    "posting": 1,
    "acting": 1,
    "number": 1,
    "event": 1,
    "kind": "plan",
    "object_id": AKITA,
    "collection": "nodes",
    "key": "n-p073",
    "form": "csv",
    "reference": "akita@1",
    "draft": "00000000-0000-0000-0000-000000000001",
    "intake": "00000000-0000-0000-0000-000000000001",
    "rule": "KPI001",
    "provider_id": "nobody",
    "department": OWN,
    "preview": "0" * 32,
    "file": "index.html",
    "evidence": 1,
    "note": 1,
    "reminder": 1,
    "extension": 1,
    "position": 1,
    "sample": "sheet",
    **dict.fromkeys(("audit", "result", "part", "action"), 1),
    **dict.fromkeys(("body", "member", "meeting", "item", "paper", "decision"), 1),
}
"""What stands for each part of an address."""

ELSE: Mapping[str, Mapping[str, object]] = {
    "plans:edit-entry": {"collection": "questions", "key": "q-1"},
    "departments:reorganise": {"kind": "rename"},
}
"""Where an address takes something else."""

ADDRESSES: Mapping[Permission | None, tuple[str, ...]] = {
    None: (
        *("healthz", "set_language", "account_login", "account_logout", "account_inactive", "account_reauthenticate"),
        *("mfa_authenticate", "mfa_reauthenticate", "socialaccount_login_cancelled", "socialaccount_login_error"),
        *("openid_connect_login", "openid_connect_callback"),
    ),
    Permission.READ: (
        *("home", "search", "account_change_password", "usersessions_list"),
        *("mfa_index", "mfa_activate_totp", "mfa_deactivate_totp"),
        *("mfa_view_recovery_codes", "mfa_generate_recovery_codes"),
        *("people:list", "people:me", "people:permissions", "people:transfers", "people:transfer", "people:person"),
        *("departments:tree", "departments:department"),
        *(
            "plans:list",
            "plans:plan",
            "plans:measures",
            "plans:measure",
            "plans:node",
            "plans:indicators",
            "plans:money",
        ),
        *("plans:departments", "plans:department", "plans:export-plan-file", "plans:export-workbook", "plans:edit"),
        *("plans:revisions", "plans:revisions-compare", "plans:revision-plan-file"),
        *("plans:editions", "plans:editions-verify", "plans:editions-folder", "plans:edition-download", "plans:moves"),
        *("findings:rules", "findings:list", "findings:measures", "findings:departments", "findings:waivers"),
        *("schemes:list", "schemes:scheme", "schemes:scheme-file", "schemes:life-cycle", "schemes:life-cycle-file"),
        *("findings:rule", "findings:finding", "overview:overview", "trail:event", "trail:history"),
        *("publication:index", "publication:site", "publication:site-file", "publication:changes", "publication:pages"),
        *("publication:history", "publication:proposal", "publication:bundle"),
        *("rounds:list", "rounds:about", "rounds:scope", "workbooks:excel"),
        *("answering:sheet", "answering:judge", "answering:evidence-file", "answering:note-remove"),
        *("answering:handover", "confirming:list", "confirming:together", "confirming:routes", "confirming:route"),
        *("compiling:board", "compiling:sheets", "compiling:totals", "compiling:notices"),
        *("closing:closing", "closing:papers", "closing:questions", "closing:proposals", "closing:budget"),
        *("forms:list", "forms:form", "forms:fields", "forms:file", "forms:filled", "forms:sample", "forms:making"),
        *("meetings:list", "meetings:decisions", "meetings:body", "meetings:meeting", "meetings:agenda"),
        *("meetings:minutes", "meetings:paper", "meetings:decision"),
        *("audits:list", "audits:audit", "audits:result", "audits:actions", "audits:results-file"),
        *("audits:report", "audits:evidence"),
    ),
    Permission.EDIT_MEASURE: ("plans:edit-judge", "plans:edit-measure"),
    Permission.EDIT_PLAN: (
        *("plans:edit-head", "plans:edit-list", "plans:edit-new", "plans:edit-remove", "plans:edit-move"),
        *("plans:edit-entry", "plans:revision-restore"),
    ),
    Permission.IMPORT_PLAN: ("plans:import", "plans:import-draft", "plans:import-throw-away", "plans:import-into"),
    Permission.BRING_IN_RULES: ("schemes:bring-in",),
    Permission.BRING_IN_FORMS: ("forms:bring-in", "forms:replace", "forms:take-out"),
    Permission.FREEZE_EDITION: ("plans:edition-freeze",),
    Permission.PUBLISH: (
        *("publication:preview", "publication:settings", "publication:propose", "publication:approve"),
        *("publication:refuse", "publication:call-off", "publication:try-again", "publication:correct"),
        *("publication:withdraw", "publication:auditor", "publication:auditor-set"),
    ),
    Permission.TAKE_ON_FINDING: ("findings:take-on", "findings:done", "findings:answer", "findings:reopen"),
    Permission.ASK_ABOUT_FINDING: ("findings:ask",),
    Permission.WAIVE_FINDING: ("findings:waive",),
    Permission.TAKE_DEPARTMENTS: ("departments:from-plans",),
    Permission.MANAGE_PEOPLE: (
        *("people:new", "people:import", "people:import-template", "people:import-difference", "people:change"),
        *("people:transfer-call-off", "people:transfer-new", "people:role-give", "people:role-remove"),
        "login:reset",
        *(
            "people:posting-new",
            "people:posting-end",
            "people:posting-remove",
            "people:acting-give",
            "people:acting-stop",
        ),
        *("departments:new", "departments:import", "departments:import-template", "departments:import-difference"),
        *("departments:reorganise", "departments:undo", "departments:correct", "departments:remove"),
    ),
    Permission.KEEP_EVENTS: ("trail:correct", "trail:dispose"),
    Permission.RUN_ROUND: (
        *("rounds:new", "rounds:open", "rounds:stop-taking", "rounds:take-again", "rounds:settings", "rounds:edition"),
        *("rounds:leave-out", "rounds:take-in", "workbooks:all"),
        *("compiling:reminders", "compiling:send_again", "compiling:reminder", "compiling:extensions"),
        *("compiling:decide_extension", "compiling:ask_department", "compiling:send_back"),
        *("closing:close", "closing:settle", "closing:published", "closing:answer", "closing:carry", "closing:drop"),
    ),
    Permission.ANSWER_SHEET: (
        *("compiling:ask_extension", "compiling:ask_office", "closing:propose"),
        *("answering:save", "answering:submit", "answering:withdraw", "answering:part", "answering:evidence"),
        *("answering:evidence-remove", "answering:note"),
    ),
    Permission.BRING_IN_SHEETS: (
        *("workbooks:one", "workbooks:hand-in", "workbooks:intake", "workbooks:take-out", "workbooks:read-again"),
        "workbooks:marked",
    ),
    Permission.CONFIRM_SHEET: (
        "confirming:confirm",
        "confirming:return",
        "confirming:undo-confirmation",
        "confirming:seen",
    ),
    Permission.ACCEPT_SHEET: (
        *("compiling:check", "compiling:accept_many", "compiling:check_sheet", "compiling:accept"),
        "compiling:second_look",
    ),
    Permission.SET_ROUTE: ("confirming:set-route", "confirming:copy-route"),
    Permission.BRING_IN_MONEY: ("closing:money", "closing:apply-money"),
    Permission.KEEP_MEETINGS: (
        *("meetings:body-new", "meetings:body-change", "meetings:body-retire", "meetings:body-use-again"),
        *("meetings:member-new", "meetings:member-change", "meetings:member-remove", "meetings:new", "meetings:change"),
        *("meetings:hold", "meetings:cancel", "meetings:plan-again", "meetings:keep-minutes", "meetings:no-minutes"),
        *("meetings:item-new", "meetings:carry", "meetings:item-change", "meetings:item-move", "meetings:item-remove"),
        *("meetings:paper-new", "meetings:paper-remove", "meetings:decide", "meetings:decision-change"),
        *("meetings:close", "meetings:send-back", "meetings:call-off", "meetings:take-up"),
    ),
    Permission.REPORT_ON_DECISION: ("meetings:report",),
    Permission.KEEP_AUDITS: (
        *("audits:new", "audits:change", "audits:remove", "audits:ask", "audits:new-result", "audits:change-result"),
        *("audits:remove-result", "audits:bring-in", "audits:difference", "audits:into-plan"),
    ),
    Permission.ANSWER_AUDIT: ("audits:answer",),
    Permission.ACCEPT_ANSWER: ("audits:accept", "audits:send-back"),
    Permission.OPERATE: ("operation:jobs",),
}


@dataclass(frozen=True)
class Somebody:
    """A role as it was given: for the measure's department, another or the whole city (""), for one plan or all ("")."""

    role: Role
    department: str = ""
    plan: str = ""


EVERYBODY = (
    *(Somebody(role) for role in Role),
    Somebody(Role.DEPARTMENT_EDITOR, OWN),
    Somebody(Role.DEPARTMENT_EDITOR, OTHER),
    Somebody(Role.DEPARTMENT_EDITOR, OWN, AKITA),
    Somebody(Role.DEPARTMENT_EDITOR, OWN, ELSEWHERE),
    Somebody(Role.CONFIRMER, OWN),
    Somebody(Role.COORDINATING_OFFICE, plan=AKITA),
    Somebody(Role.COORDINATING_OFFICE, plan=ELSEWHERE),
)

EDITORS = {
    Somebody(Role.DEPARTMENT_EDITOR),
    Somebody(Role.DEPARTMENT_EDITOR, OWN),
    Somebody(Role.DEPARTMENT_EDITOR, OWN, AKITA),
}
CONFIRMERS = {Somebody(Role.CONFIRMER), Somebody(Role.CONFIRMER, OWN)}
COORDINATORS = {Somebody(Role.COORDINATING_OFFICE), Somebody(Role.COORDINATING_OFFICE, plan=AKITA)}
ADMINISTRATORS = {Somebody(Role.ADMINISTRATOR)}

WHO: Mapping[Permission, set[Somebody]] = {
    Permission.READ: set(EVERYBODY),
    Permission.EDIT_MEASURE: EDITORS | COORDINATORS,
    Permission.EDIT_PLAN: COORDINATORS,
    Permission.IMPORT_PLAN: COORDINATORS,
    Permission.BRING_IN_RULES: COORDINATORS,
    Permission.BRING_IN_FORMS: COORDINATORS | {Somebody(Role.FINANCE)},
    Permission.FREEZE_EDITION: COORDINATORS,
    Permission.PUBLISH: COORDINATORS,
    Permission.TAKE_ON_FINDING: EDITORS | COORDINATORS,
    Permission.ASK_ABOUT_FINDING: COORDINATORS,
    Permission.WAIVE_FINDING: COORDINATORS,
    Permission.TAKE_DEPARTMENTS: COORDINATORS | ADMINISTRATORS,
    Permission.MANAGE_PEOPLE: ADMINISTRATORS,
    Permission.KEEP_EVENTS: ADMINISTRATORS,
    Permission.RUN_ROUND: COORDINATORS,
    Permission.ANSWER_SHEET: EDITORS,
    Permission.BRING_IN_SHEETS: EDITORS | COORDINATORS,
    Permission.CONFIRM_SHEET: CONFIRMERS,
    Permission.ACCEPT_SHEET: COORDINATORS,
    Permission.SET_ROUTE: CONFIRMERS | COORDINATORS,
    Permission.BRING_IN_MONEY: COORDINATORS | {Somebody(Role.FINANCE)},
    Permission.KEEP_MEETINGS: COORDINATORS,
    Permission.REPORT_ON_DECISION: EDITORS | COORDINATORS,
    Permission.KEEP_AUDITS: COORDINATORS,
    Permission.ANSWER_AUDIT: EDITORS,
    Permission.ACCEPT_ANSWER: COORDINATORS,
    Permission.OPERATE: ADMINISTRATORS,
}

OF_NO_PLAN = {
    *("plans:import", "plans:import-draft", "plans:import-throw-away", "departments:from-plans"),
    *("confirming:set-route", "confirming:copy-route", "schemes:bring-in"),
    *("meetings:body-new", "meetings:body-change", "meetings:body-retire", "meetings:body-use-again"),
    *("meetings:member-new", "meetings:member-change", "meetings:member-remove"),
}
"""Pages that belong to no plan: a role given for one plan does not reach them."""

OF_EVERY_DEPARTMENT = {
    "workbooks:hand-in",
    "workbooks:intake",
    "workbooks:take-out",
    "workbooks:read-again",
    "workbooks:marked",
}
"""Pages for whoever leads anything in the round. What each file holds is asked of its department again."""


def patterns(found: list[URLPattern | URLResolver], space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in found:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield f"{space}{pattern.name}", pattern


PATTERNS = dict(patterns(get_resolver().url_patterns))


def address(name: str, samples: Mapping[str, object]) -> str:
    parts = {part: ({**samples, **ELSE.get(name, {})})[part] for part in PATTERNS[name].pattern.converters}
    return reverse(name, kwargs=parts)


def test_every_address_stands_in_the_table_and_none_twice() -> None:
    told = [name for names in ADDRESSES.values() for name in names]
    assert sorted(told) == sorted(set(told))
    assert sorted(told) == sorted(name for name, _ in patterns(get_resolver().url_patterns))


def test_every_permission_of_the_product_stands_in_both_tables() -> None:
    assert set(TABLE) == set(Permission) == set(WHO) == {takes for takes in ADDRESSES if takes}


def shut(client: Client, where: str) -> bool:
    """Whether the door stays shut, whatever is asked. 403 is a shut door, and so is being sent to log in."""
    answers = (ask(where) for ask in (client.get, client.post))
    return all(a.status_code == 403 or (a.status_code == 302 and "/log-in/" in a["Location"]) for a in answers)


def may_open(somebody: Somebody, takes: Permission, name: str) -> bool:
    given_elsewhere = name in OF_NO_PLAN and somebody.plan != ""
    if name in OF_EVERY_DEPARTMENT and somebody == Somebody(Role.DEPARTMENT_EDITOR, OTHER):
        return True
    return somebody in WHO[takes] and not (given_elsewhere and takes is not Permission.READ)


@pytest.fixture
def kept(akita: Plan, coordinator: Person) -> Plan:
    """Of Akita's plan what the two departments have a part in: a door opens to the same people, whatever stands behind it."""
    parts = {node.id for node in akita.nodes for part in node.responsibilities if part.department in {OWN, OTHER}}
    gone = {measure.id for measure in akita.index.measures} - parts
    few = replace(
        akita,
        nodes=tuple(node for node in akita.nodes if node.id not in gone),
        indicators=tuple(each for each in akita.indicators if each.node not in gone),
        budget_programs=tuple(each for each in akita.budget_programs if not gone & {to.node for to in each.shares}),
        results=tuple(each for each in akita.results if each.node not in gone),
        provenance=(),
    )
    keep_new_plan(few, by=coordinator)
    return few


@pytest.fixture
def samples(kept: Plan, coordinator: Person) -> Mapping[str, object]:
    """Parts of addresses, with a real finding of the measure."""
    reviewed(kept.id, 2024, kept.revision)
    finding = FindingRow.objects.filter(node=SAMPLES["node"]).first()
    assert finding is not None
    of_meetings = parts_of(a_room(coordinator))
    of_audit = parts_of_audit(an_audit(kept.id, coordinator, {str(SAMPLES["node"]): OWN}))
    return {**SAMPLES, "finding": finding.key, "number": round_of(kept, coordinator).pk, **of_meetings, **of_audit}


def round_of(plan: Plan, coordinator: Person) -> Round:
    """A round of the year that was answered, open."""
    freeze(plan_id=plan.id, fiscal_year=2024, label="判定版", by=coordinator)
    wanted = Wanted(2024, RoundKind.YEAR, 1, date(2025, 5, 9))
    return open_round(number=prepare(plan_id=plan.id, wanted=wanted, by=coordinator).pk, by=coordinator)


@pytest.mark.slow
@pytest.mark.parametrize("somebody", EVERYBODY, ids=str)
def test_who_opens_which_door(
    somebody: Somebody, samples: Mapping[str, object], logged_in: Callable[..., Client]
) -> None:
    client = logged_in(somebody.role, department=somebody.department, plan=somebody.plan)
    client.raise_request_exception = True
    wrong = []
    for takes, names in ADDRESSES.items():
        for name in names if takes else ():
            assert takes
            if shut(client, address(name, samples)) is may_open(somebody, takes, name):
                wrong.append((name, takes))
    assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "somebody",
    [Somebody(Role.COORDINATING_OFFICE), Somebody(Role.ADMINISTRATOR), Somebody(Role.DEPARTMENT_EDITOR, OWN)],
    ids=str,
)
def test_an_empty_form_breaks_no_page(
    somebody: Somebody, samples: Mapping[str, object], logged_in: Callable[..., Client]
) -> None:
    client = logged_in(somebody.role, department=somebody.department)
    inside = [name for takes, names in ADDRESSES.items() if takes for name in names]
    answers = {name: client.post(address(name, samples)).status_code for name in inside}
    assert {name: status for name, status in answers.items() if status >= 500} == {}


@pytest.mark.slow
def test_whoever_is_not_logged_in_is_asked_to(samples: Mapping[str, object], client: Client) -> None:
    inside = [name for takes, names in ADDRESSES.items() if takes for name in names]
    assert [name for name in inside if not shut(client, address(name, samples))] == []


@pytest.mark.slow
def test_whoever_is_switched_off_is_asked_to_log_in(
    samples: Mapping[str, object], someone: Someone, client: Client
) -> None:
    staff = someone(Role.ADMINISTRATOR)
    client.force_login(staff)
    staff.is_active = False
    staff.save()
    inside = [name for takes, names in ADDRESSES.items() if takes for name in names]
    assert [name for name in inside if not shut(client, address(name, samples))] == []
