"""Every page in every role whose page is another: nothing keeps anybody out, nothing scrolls sideways; a picture of it is left."""

import os
from collections.abc import Iterator

import pytest
from _pytest.mark import ParameterSet
from django.urls import reverse

from browser.a_city import OWN
from browser.conftest import Desk, Desks
from browser.looking import BROKEN_DAYS, NARROW, PAPER, fingerprint, picture, too_wide
from browser.offices import Office
from monosashi.office.accounts.permissions import Role
from office.doors import Somebody
from office.every_door import ADDRESSES, ELSE, PATTERNS, ROOMS, SAMPLES, WHO
from seen_by_axe import kept_out

ROLES = (
    *(Role.COORDINATING_OFFICE, Role.ADMINISTRATOR, Role.DEPARTMENT_EDITOR, Role.CONFIRMER, Role.FINANCE),
    Role.EMPLOYEE,
)
IN_A_DEPARTMENT = {Role.DEPARTMENT_EDITOR, Role.CONFIRMER}
DOWNLOADS = {
    *("plans:export-plan-file", "plans:export-workbook", "plans:revision-plan-file", "plans:editions-folder"),
    *("plans:edition-download", "findings:waivers", "people:import-template", "departments:import-template"),
    *("publication:bundle", "publication:auditor-set", "publication:report"),
    *("schemes:scheme-file", "schemes:life-cycle-file"),
    *("answering:evidence-file", "workbooks:one", "workbooks:all", "workbooks:marked"),
    *("forms:file", "forms:filled", "forms:sample", "closing:mapping"),
    *(name for room in ROOMS for name in room.downloads),
}
ACTS = {"plans:edit-judge", "plans:edit-move", "plans:import-throw-away", "set_language"} | {
    *("workbooks:hand-in", "workbooks:take-out", "workbooks:read-again", "answering:judge", "forms:making"),
    "login:together-made",
    *(name for room in ROOMS for name in room.acts),
}
"""Addresses that only take what a page sends them."""
NO_PAGES = {"healthz", "openid_connect_login", "openid_connect_callback"}
"""What machines ask for."""
NEED_A_SECOND_FACTOR = {"mfa_deactivate_totp", "mfa_view_recovery_codes"}
"""Looked at in `test_logging_in`."""
ENTRIES = {"plans:edit-entry": {"collection": "levels", "key": "l-1"}}
"""What the city has in the place of the table's samples."""

pytestmark = pytest.mark.slow
NO_WALK = DOWNLOADS | ACTS | NO_PAGES | NEED_A_SECOND_FACTOR
PHONE = 390
SEEN_AHEAD = "people:transfer"
"""Before its day only whoever manages people sees a transfer."""


def stands_for(role: Role) -> Somebody:
    """How the table of addresses calls whoever logs in here."""
    return Somebody(role, OWN) if role in IN_A_DEPARTMENT else Somebody(role)


def pages(role: Role) -> Iterator[str]:
    """Names of the pages that somebody of this role opens."""
    for takes, names in ADDRESSES.items():
        if takes is not None and stands_for(role) in WHO[takes]:
            yield from (name for name in names if name not in NO_WALK)


def where(name: str, office: Office, role: Role | None = None) -> str:
    """The address with parts that the city has; for a role that has something of its own there, with those."""
    parts = list(PATTERNS[name].pattern.converters)
    told = office.samples.get(f"{role} {name}", office.samples.get(name))
    own = dict(zip(parts, told if isinstance(told, list) else [told], strict=True)) if told else {}
    known = {**SAMPLES, **office.samples, **ELSE.get(name, {}), **ENTRIES.get(name, {}), **own}
    return reverse(name, kwargs={part: known[part] for part in parts})


EVERY_PICTURE = "MONOSASHI_EVERY_PICTURE" in os.environ
"""Whether pictures are left of what a page is in other roles too, not only of the first one who opens it."""
SEEN: dict[tuple[str, str], str] = {}
"""Pages that were looked at: name and fingerprint, and in which role."""


def looked_at(desk: Desk, name: str, role: Role) -> list[object]:
    """Everything that is wrong with the page that stands there. One that another role has too is not looked at again."""
    shape = (name, fingerprint(desk.sent))
    if shape in SEEN:
        return []
    pictured = EVERY_PICTURE or name not in {seen for seen, _ in SEEN}
    SEEN[shape] = role.value
    found = kept_out(desk.page)
    for width in (*PAPER, *NARROW):
        if told := too_wide(desk, width):
            found.append(told)
        if width in PAPER and pictured:
            picture(desk, f"{role.value}/{name.replace(':', '-')}", width)
        if width == PHONE and role is ROLES[0]:
            found += kept_out(desk.page, again=True)
            found += desk.page.evaluate(BROKEN_DAYS)
    return found


def is_known(desk: Desk, name: str, address: str, status: int) -> bool:
    """Whether the page was looked at in another role. It is asked for as it is sent, which takes less than opening it."""
    answer = desk.context.request.get(f"{desk.office.address}{address}")
    assert answer.status == status
    return (name, fingerprint(answer.text())) in SEEN


HALVES = [pytest.mark.xdist_group(f"every page, {which} half") for which in ("first", "second")]
"""Each half in a process of its own. A page is in one half in every role: what another role sees too is not looked at again."""


def each_page_of_each_role() -> list[ParameterSet]:
    """Each role with each of its pages, marked with its half."""
    names = dict.fromkeys(name for role in ROLES for name in pages(role))
    half_of = {name: HALVES[at % 2] for at, name in enumerate(names)}
    return [pytest.param(role, name, marks=half_of[name]) for role in ROLES for name in pages(role)]


@HALVES[1]
@pytest.mark.parametrize("role", [Role.COORDINATING_OFFICE, Role.EMPLOYEE])
@pytest.mark.parametrize("address", ["/", "/plans/", "/people/", "/departments/", "/search/", "/search/?q=バス"])
def test_an_empty_page_keeps_nobody_out_and_says_what_to_do(empty_desks: Desks, role: Role, address: str) -> None:
    desk = empty_desks.of(role)
    assert desk.go(address) == 200
    name = address.partition("?")[0].strip("/") or "home"
    assert looked_at(desk, f"empty-{name}", role) == []
    assert desk.faults == []


@pytest.mark.parametrize(("role", "name"), each_page_of_each_role())
def test_a_page_keeps_nobody_out(desks: Desks, role: Role, name: str) -> None:
    desk, at = desks.of(role), where(name, desks.office, role)
    status = 404 if name == SEEN_AHEAD and role is not Role.ADMINISTRATOR else 200
    if role is not ROLES[0] and is_known(desk, name, at, status):
        return
    assert desk.go(at) == status
    assert looked_at(desk, name, role) == []
    assert desk.faults == []


def test_every_page_is_opened_by_somebody() -> None:
    """For whoever is not logged in there is no role; those pages have tests of their own."""
    inside = {name for takes, names in ADDRESSES.items() if takes for name in names}
    assert inside - NO_WALK - {name for role in ROLES for name in pages(role)} == set()


@HALVES[1]
@pytest.mark.parametrize("name", sorted(DOWNLOADS | ACTS))
def test_what_is_no_page_is_a_download_or_only_takes_forms(desks: Desks, name: str) -> None:
    desk = desks.of(Role.ADMINISTRATOR if name.startswith(("people", "departments", "login")) else ROLES[0])
    answer = desk.context.request.get(desk.office.address + where(name, desk.office), max_redirects=0)
    if name in ACTS:
        assert answer.status in {302, 405}
    else:
        assert answer.headers["content-disposition"].startswith("attachment")


@HALVES[1]
@pytest.mark.parametrize("address", ["/session/log-in/", "/nowhere/", "/session/inactive/", "/session/openid/error/"])
def test_a_page_for_nobody_keeps_nobody_out(desks: Desks, address: str) -> None:
    desk = desks.nobody()
    desk.go(address)
    assert looked_at(desk, f"nobody{address.replace('/', '-').strip('-')}", ROLES[0]) == []
    assert desk.faults == []


@HALVES[1]
def test_a_page_that_somebody_may_not_open_says_who_may(desks: Desks) -> None:
    desk = desks.of(Role.EMPLOYEE)
    assert desk.go("/plans/akita-digital-2/edit/plan/") == 403
    assert "事務局" in desk.text
    assert looked_at(desk, "refused", ROLES[0]) == []


@HALVES[1]
def test_a_plan_without_forms_says_what_a_form_is(desks: Desks) -> None:
    desk = desks.of(Role.EMPLOYEE)
    assert desk.go("/plans/sasebo-dx/forms/") == 200
    assert "まだ様式がありません" in desk.text
    assert looked_at(desk, "no-forms", Role.EMPLOYEE) == []


@HALVES[0]
@pytest.mark.parametrize("asked", ["q=市民", "q=市民&kind=nodes", "q=海底軌道 会議"])
def test_what_was_found_keeps_nobody_out(desks: Desks, asked: str) -> None:
    desk = desks.of(ROLES[0])
    assert desk.go(f"/search/?{asked}") == 200
    name = "search-" + {"q=市民": "all", "q=市民&kind=nodes": "kind"}.get(asked, "nothing")
    assert looked_at(desk, name, ROLES[0]) == []
    assert desk.faults == []
