"""Every address of the office: what it takes, who has that, and what stands for its parts. Rooms bring their own tables.

Who opens what is said here apart from the product's own table.
"""

from collections.abc import Iterator, Mapping
from itertools import chain

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from monosashi.office.accounts.permissions import Permission, Role
from office.audits.doors import AUDITS
from office.cities.doors import CITIES
from office.doors import ADMINISTRATORS, AKITA, CONFIRMERS, COORDINATORS, EDITORS, EVERYBODY, OWN, Parts, Somebody
from office.investments.doors import INVESTMENTS
from office.meetings.doors import MEETINGS
from office.officers.doors import OFFICERS
from office.questionnaires.doors import QUESTIONNAIRES
from office.records.doors import RECORDS
from office.training.doors import TRAINING

ROOMS = (MEETINGS, AUDITS, OFFICERS, TRAINING, INVESTMENTS, QUESTIONNAIRES, RECORDS, CITIES)
"""Rooms that bring tables of their own."""

_SAMPLES: Parts = {
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
    "language": "ja",
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
}
"""What stands for each part of an address."""

ELSE: Mapping[str, Mapping[str, object]] = {
    "plans:edit-entry": {"collection": "questions", "key": "q-1"},
    "departments:reorganise": {"kind": "rename"},
}
"""Where an address takes something else."""

_ADDRESSES: Mapping[Permission | None, tuple[str, ...]] = {
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
    ),
    Permission.EDIT_MEASURE: ("plans:edit-judge", "plans:edit-measure"),
    Permission.EDIT_PLAN: (
        *("plans:edit-head", "plans:edit-list", "plans:edit-new", "plans:edit-remove", "plans:edit-move"),
        *("plans:edit-entry", "plans:revision-restore"),
    ),
    Permission.IMPORT_PLAN: (
        *("plans:import", "plans:begin", "plans:import-draft", "plans:import-throw-away", "plans:import-into"),
    ),
    Permission.BRING_IN_RULES: ("schemes:bring-in",),
    Permission.BRING_IN_FORMS: ("forms:bring-in", "forms:replace", "forms:take-out"),
    Permission.FREEZE_EDITION: ("plans:edition-freeze",),
    Permission.PUBLISH: (
        *("publication:preview", "publication:settings", "publication:propose", "publication:approve"),
        *("publication:refuse", "publication:call-off", "publication:try-again", "publication:correct"),
        *("publication:withdraw", "publication:auditor", "publication:auditor-set"),
        *("publication:reports", "publication:report"),
    ),
    Permission.TAKE_ON_FINDING: ("findings:take-on", "findings:done", "findings:answer", "findings:reopen"),
    Permission.ASK_ABOUT_FINDING: ("findings:ask",),
    Permission.WAIVE_FINDING: ("findings:waive",),
    Permission.TAKE_DEPARTMENTS: ("departments:from-plans",),
    Permission.MANAGE_PEOPLE: (
        *("people:new", "people:import", "people:import-template", "people:import-difference", "people:change"),
        *("people:transfer-call-off", "people:transfer-new", "people:role-give", "people:role-remove"),
        *("login:reset", "login:together", "login:together-made"),
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
        *("closing:close", "closing:settle", "closing:firm", "closing:published"),
        *("closing:answer", "closing:carry", "closing:drop"),
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
    Permission.BRING_IN_MONEY: ("closing:money", "closing:mapping", "closing:apply-money"),
    Permission.OPERATE: ("operation:jobs",),
}

_WHO: Mapping[Permission, set[Somebody]] = {
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
    Permission.OPERATE: ADMINISTRATORS,
}

_OF_NO_PLAN = {
    *("plans:import", "plans:begin", "plans:import-draft", "plans:import-throw-away", "departments:from-plans"),
    *("confirming:set-route", "confirming:copy-route", "schemes:bring-in"),
}
OF_EVERY_DEPARTMENT = {
    "workbooks:hand-in",
    "workbooks:intake",
    "workbooks:take-out",
    "workbooks:read-again",
    "workbooks:marked",
}
"""Pages for whoever leads anything in the round. What each file holds is asked of its department again."""

SAMPLES: Parts = {**_SAMPLES, **dict(chain.from_iterable(room.samples.items() for room in ROOMS))}
WHO: Mapping[Permission, set[Somebody]] = {
    **_WHO,
    **dict(chain.from_iterable(room.who.items() for room in ROOMS)),
}
ADDRESSES: Mapping[Permission | None, tuple[str, ...]] = {
    takes: (*_ADDRESSES.get(takes, ()), *chain.from_iterable(room.addresses.get(takes, ()) for room in ROOMS))
    for takes in (None, *WHO)
}
OF_NO_PLAN = {*_OF_NO_PLAN, *chain.from_iterable(room.of_no_plan for room in ROOMS)}
"""Pages that belong to no plan: a role given for one plan does not reach them."""


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
