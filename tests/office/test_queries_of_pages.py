"""Every page of the office asks its database a fixed number of times, whatever the size of the plan.

`PINNED` says how often; `ELSEWHERE` names the tests that hold other pages so, `SENT` and `APART` what is no such page, and rooms add
what their `doors.py` says. Together they are the addresses of the office, so that a page that is new stands in none of them and fails.
"""

from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from monosashi.office.accounts.models import RoleAssignment
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person, person
from office.busy_plan import Busy, busy_plan
from office.counted_once import COUNTED_ONCE
from office.every_door import ADDRESSES, PATTERNS, ROOMS
from office.laid import Someone

TESTS = Path(__file__).parent

SMALL, LARGE = 68, 136
"""Measures. A list shows 50 rows at a time; of everything that a page tells as a whole the large plan has twice as much."""

PINNED: Mapping[str, int] = {
    "people:permissions": 4,
    "people:transfers": 6,
    "people:transfer": 10,
    "people:person": 12,
    "departments:department": 9,
    "plans:list": 5,
    "plans:measures?format=xlsx": 5,
    "plans:indicators?format=xlsx": 5,
    "plans:money?format=xlsx": 5,
    "plans:departments?format=xlsx": 5,
    "plans:department?format=xlsx": 5,
    "plans:node?format=xlsx": 5,
    "plans:export-plan-file": 7,
    "plans:revisions-compare": 7,
    "plans:revision-plan-file": 5,
    "plans:revision-restore": 7,
    "plans:editions-verify": 6,
    "plans:editions-folder": 6,
    "plans:edition-download": 5,
    "plans:edition-freeze": 5,
    "plans:moves": 5,
    "plans:edit-head": 5,
    "plans:edit-list": 5,
    "plans:edit-new": 5,
    "plans:edit-remove": 5,
    "plans:edit-entry": 5,
    "plans:import": 5,
    "plans:begin": 6,
    "plans:import-draft": 8,
    "plans:import-into": 6,
    "findings:departments": 7,
    "findings:rule": 7,
    "findings:list?format=xlsx": 7,
    "findings:waivers": 7,
    "findings:finding": 8,
    "findings:take-on": 10,
    "findings:done": 10,
    "findings:waive": 9,
    "findings:ask": 9,
    "findings:answer": 10,
    "findings:reopen": 10,
    "forms:list": 6,
    "forms:bring-in": 6,
    "forms:fields": 5,
    "forms:fields?format=xlsx": 5,
    "forms:form": 6,
    "forms:file": 6,
    "forms:filled": 7,
    "forms:replace": 6,
    "forms:take-out": 6,
    "forms:sample": 5,
    "trail:event": 13,
    "trail:history": 7,
    "trail:history?format=xlsx": 7,
    "trail:correct": 7,
    "trail:dispose": 7,
    "publication:index": 11,
    "publication:changes": 12,
    "publication:pages": 11,
    "publication:pages?format=xlsx": 10,
    "publication:history": 6,
    "publication:proposal": 7,
    "publication:settings": 6,
    "publication:propose": 9,
    "publication:approve": 8,
    "publication:refuse": 8,
    "publication:call-off": 8,
    "publication:try-again": 8,
    "publication:correct": 10,
    "publication:withdraw": 6,
    "publication:auditor": 8,
    "publication:reports": 8,
    "rounds:list": 7,
    "rounds:about": 9,
    "rounds:scope": 8,
    "rounds:scope?format=xlsx": 8,
    "rounds:new": 6,
    "rounds:open": 10,
    "rounds:stop-taking": 10,
    "rounds:take-again": 10,
    "rounds:settings": 6,
    "rounds:edition": 8,
    "rounds:leave-out": 8,
    "rounds:take-in": 8,
    "workbooks:excel": 12,
    "workbooks:one": 10,
    "answering:sheet": 19,
    "answering:handover": 16,
    "answering:handover?format=xlsx": 16,
    "answering:submit": 22,
    "answering:withdraw": 22,
    "answering:part": 22,
    "answering:evidence": 26,
    "answering:evidence-remove": 22,
    "answering:note": 6,
    "confirming:list": 14,
    "confirming:list?format=xlsx": 14,
    "confirming:together": 14,
    "confirming:routes": 11,
    "confirming:route": 12,
    "confirming:set-route": 11,
    "confirming:copy-route": 12,
    "confirming:confirm": 24,
    "confirming:return": 24,
    "confirming:undo-confirmation": 24,
    "confirming:seen": 23,
    "compiling:sheets?format=xlsx": 16,
    "compiling:totals?format=xlsx": 17,
    "compiling:notices": 9,
    "compiling:send_again": 19,
    "compiling:reminder": 17,
    "compiling:extensions": 16,
    "compiling:decide_extension": 16,
    "compiling:ask_extension": 16,
    "compiling:check_sheet": 33,
    "compiling:accept": 36,
    "compiling:send_back": 36,
    "compiling:second_look": 14,
    "compiling:ask_department": 14,
    "compiling:ask_office": 14,
    "closing:closing": 11,
    "closing:papers": 9,
    "closing:questions": 8,
    "closing:answer": 8,
    "closing:proposals": 10,
    "closing:budget": 8,
    "closing:propose": 13,
    "closing:drop": 11,
    "closing:carry": 11,
    "closing:close": 12,
    "closing:settle": 12,
    "closing:firm": 11,
    "closing:published": 11,
    "closing:money": 10,
    "closing:mapping": 7,
    "closing:apply-money": 10,
    "departments:from-plans": 6,
    "departments:new": 6,
    "departments:import": 4,
    "departments:import-template": 4,
    "departments:reorganise": 4,
    "departments:correct": 4,
    "departments:remove": 4,
    "people:new": 4,
    "people:import": 4,
    "people:import-template": 4,
    "people:change": 5,
    "login:reset": 5,
    "people:transfer-new": 9,
    "people:transfer-call-off": 5,
    "people:role-give": 7,
    "people:role-remove": 6,
    "people:posting-new": 6,
    "people:posting-end": 6,
    "people:posting-remove": 6,
    "people:acting-give": 6,
    "people:acting-stop": 6,
    "operation:jobs": 8,
    **dict(chain.from_iterable(room.pinned.items() for room in ROOMS)),
}
"""How often each page asks, by its name and what is asked of it. Of each it is the session, the account and its standing (5)."""

AGAIN = frozenset(
    {
        *("findings:take-on", "findings:done", "findings:waive", "findings:ask", "findings:answer", "findings:reopen"),
        *("publication:approve", "publication:refuse", "publication:call-off", "publication:try-again"),
        *("rounds:open", "rounds:stop-taking", "rounds:take-again", "compiling:decide_extension"),
        *("compiling:accept", "compiling:send_back", "compiling:second_look", "compiling:ask_department"),
        *("confirming:return", "confirming:undo-confirmation", "confirming:seen"),
        *(
            "closing:close",
            "closing:settle",
            "closing:firm",
            "closing:published",
            "closing:apply-money",
            "closing:drop",
            "closing:carry",
        ),
        *("answering:submit", "answering:withdraw", "answering:part", "answering:evidence-remove"),
    }
)
"""What is decided on the page of a thing, which is counted for both plans: the page of the decision for the small one alone."""

ELSEWHERE: Mapping[str, tuple[str, ...]] = {
    "plans/test_plan_pages.py::test_pages_take_the_same_number_of_queries_whatever_the_size": (
        *("home", "search", "plans:plan", "plans:measures", "plans:indicators", "plans:money", "plans:departments"),
        *("plans:department", "plans:node", "plans:measure", "plans:edit", "plans:edit-measure"),
        *("plans:revisions", "plans:editions"),
    ),
    "findings/test_pages_of_findings.py::test_queries_are_as_many_for_2000_measures": (
        *("findings:rules", "findings:list", "findings:measures", "overview:overview"),
    ),
    "compiling/test_board.py::test_a_page_of_68_sheets_and_one_of_2040_take_the_same_queries": (
        *("compiling:board", "compiling:sheets", "compiling:totals", "compiling:accept_many", "compiling:reminders"),
    ),
    "people/test_pages_of_people.py::test_the_list_of_people_takes_seven_queries_for_3_and_60_people": ("people:list",),
    "people/test_pages_of_people.py::test_the_tree_takes_five_queries_for_any_number_of_departments": (
        "departments:tree",
    ),
    "people/test_undoing_reorganisations.py::test_the_page_asks_as_often_for_3_as_for_60_people": ("departments:undo",),
    "login/test_made_together.py::test_the_list_asks_as_often_for_3_as_for_60_people": ("login:together",),
    "workbooks/test_many_workbooks.py::test_as_many_queries_for_4_workbooks_as_for_44": ("workbooks:intake",),
    **dict(chain.from_iterable(room.elsewhere.items() for room in ROOMS)),
}
"""Pages whose queries another test counts, by that test."""

SENT = (
    *("plans:edit-move", "plans:edit-judge", "plans:import-throw-away", "publication:preview", "people:me"),
    "login:together-made",
    *("answering:judge", "answering:save", "answering:note-remove", "compiling:check"),
    *("workbooks:hand-in", "workbooks:take-out", "workbooks:read-again"),
    *chain.from_iterable(room.sent for room in ROOMS),
)
"""Nothing is shown there: whoever asks is sent on, or told that something has to be sent."""

APART: Mapping[str, tuple[str, ...]] = {
    "Few files of a form are made at once: their page sends there.": ("forms:making",),
    "The pages of the library by which one logs in know of no plan.": (
        *("account_login", "account_logout", "account_inactive", "account_reauthenticate", "account_change_password"),
        *("mfa_authenticate", "mfa_reauthenticate", "mfa_index", "mfa_activate_totp", "mfa_deactivate_totp"),
        *("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "usersessions_list"),
        *("socialaccount_login_cancelled", "socialaccount_login_error"),
        *("openid_connect_login", "openid_connect_callback"),
    ),
    "Rules are of no plan: as many queries as there are kinds of rules, whatever stands in them.": (
        *("schemes:list", "schemes:scheme", "schemes:scheme-file", "schemes:life-cycle", "schemes:life-cycle-file"),
        "schemes:bring-in",
    ),
    "They know of no plan either: whether the office runs, and its language.": ("healthz", "set_language"),
    "One file out of a folder that the worker filled or somebody's browser did.": (
        *("publication:site", "publication:site-file", "publication:bundle", "publication:auditor-set"),
        "publication:report",
        *("answering:evidence-file", "workbooks:marked"),
    ),
    "What one page writes is written again: the plan file's plan into a workbook, one department's workbook for each.": (
        *("plans:export-workbook", "workbooks:all"),
    ),
    "What a file of people or departments would change: it grows with that file, not with a plan.": (
        *("people:import-difference", "departments:import-difference"),
    ),
}
"""Addresses that are no page of a plan, by the reason. Rooms add theirs."""


def name_of(page: str) -> str:
    return page.partition("?")[0]


def where(page: str, busy: Busy) -> str:
    name, _, asked = page.partition("?")
    parts = busy.parts_of(name)
    address = reverse(name, kwargs={part: parts[part] for part in PATTERNS[name].pattern.converters})
    return f"{address}?{asked}" if asked else address


@pytest.fixture
def everybody(someone: Someone) -> Person:
    """One person who may do everything: every button of every page is asked for."""
    staff = someone(Role.COORDINATING_OFFICE, name="成田 桂")
    given = (Role.ADMINISTRATOR, Role.FINANCE, Role.CONFIRMER, Role.DEPARTMENT_EDITOR)
    RoleAssignment.objects.bulk_create(RoleAssignment(staff=staff, role=role) for role in given)
    return person(staff)


@pytest.fixture
def other(someone: Someone) -> Person:
    """Who asks, answers and proposes."""
    return person(someone(Role.COORDINATING_OFFICE, name="三浦 陽"))


@pytest.fixture
def browser(client: Client, everybody: Person) -> Client:
    client.force_login(everybody.staff)
    return client


def queries(browser: Client, page: str, busy: Busy) -> int:
    """As often as the page asks once this process has read the plan: opened again where the first time was another."""
    for _ in range(2):
        with CaptureQueriesContext(connection) as counted:
            answer = browser.get(where(page, busy))
        assert answer.status_code == 200, (page, answer.status_code)
        if len(counted) == PINNED[page]:
            break
    return len(counted)


def counted(measures: int, pages: Iterable[str], browser: Client, by: Person, other: Person) -> dict[str, int]:
    """How often each page asks where a plan of so many measures is the only one. The plan is gone afterwards."""
    with transaction.atomic():
        busy = busy_plan(measures, by=by, other=other)
        browser.get(where("plans:plan", busy))
        found = {page: queries(browser, page, busy) for page in pages}
        transaction.set_rollback(True)
    return found


def test_every_address_is_counted_here_or_elsewhere_or_stands_apart() -> None:
    here, elsewhere = {name_of(page) for page in PINNED}, {name for names in ELSEWHERE.values() for name in names}
    reasons = (APART, *(room.apart for room in ROOMS))
    apart = {*SENT, *(name for each in reasons for names in each.values() for name in names)}
    every = [name for names in ADDRESSES.values() for name in names]
    assert sorted(here | elsewhere | apart) == sorted(every)
    assert (here | elsewhere) & apart == set()
    assert PINNED.keys() & elsewhere == set()
    assert AGAIN - PINNED.keys() == set()


@pytest.mark.parametrize("test", ELSEWHERE)
def test_what_counts_elsewhere_is_there_and_counts(test: str) -> None:
    file, _, name = test.partition("::")
    text = (TESTS / file).read_text("utf-8").partition(f"def {name}(")[2].partition("\n\n\n")[0]
    assert "queries" in text or "CaptureQueriesContext" in text


@pytest.mark.slow
@COUNTED_ONCE
def test_every_page_asks_as_often_for_68_measures_as_for_136(browser: Client, everybody: Person, other: Person) -> None:
    assert counted(SMALL, PINNED, browser, everybody, other) == PINNED
    of_things = [page for page in PINNED if page not in AGAIN]
    assert counted(LARGE, of_things, browser, everybody, other) == {page: PINNED[page] for page in of_things}


@pytest.mark.slow
def test_where_something_is_sent_no_page_is_shown(browser: Client, everybody: Person, other: Person) -> None:
    busy = busy_plan(20, by=everybody, other=other)
    answers = {name: browser.get(where(name, busy)).status_code for name in SENT}
    assert {name: status for name, status in answers.items() if status not in {302, 405}} == {}
