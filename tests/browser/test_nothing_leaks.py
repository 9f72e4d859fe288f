"""Formulas, names, passwords and what was typed do not leak: not through files, not through error pages, not through logs."""

import csv
import io
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from browser.a_city import PLAN, ROOT
from browser.conftest import Desk, Desks
from browser.forms import field, open_measure, save
from browser.offices import Office
from monosashi.office.accounts.permissions import Role

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("in the browser, step by step")]

FORMULAS = ('=HYPERLINK("http://x","y")', "+1+1", "-2+3+cmd|' /C calc'!A0", "@SUM(1)", "\t=1+1")
LISTS = ("measures", "indicators", "money", "departments", "findings/all")
MEASURE, INDICATOR = "n-p074", "i-p074"


@pytest.fixture(scope="module")
def planted(desks: Desks) -> Desk:
    """The plan and the register with formulas where people write names."""
    desk, administrator = desks.of(Role.COORDINATING_OFFICE), desks.of(Role.ADMINISTRATOR)
    open_measure(desk, MEASURE)
    desk.page.fill(field("name"), FORMULAS[0])
    desk.page.fill(field("summary"), FORMULAS[2])
    save(desk)
    desk.go(f"/plans/{PLAN}/edit/indicators/{INDICATOR}/")
    desk.page.fill(field("name"), FORMULAS[3])
    save(desk)
    person = desk.office.samples["people:person"]
    administrator.go(f"/people/{person}/change/")
    administrator.page.fill("[name=name]", FORMULAS[1])
    save(administrator)
    return desk


def body(desk: Desk, path: str) -> bytes:
    answer = desk.context.request.get(f"{desk.office.address}{path}")
    assert answer.status == 200
    return answer.body()


def cells(raw: bytes) -> Iterator[str]:
    for row in csv.reader(io.StringIO(raw.decode("utf-8-sig"))):
        yield from row


def is_formula(text: str) -> bool:
    """Whether a program that opens a CSV calculates this field. A number with its sign is none."""
    return text.startswith(("=", "+", "-", "@", "\t", "\r")) and not text[1:].replace(".", "").isdigit()


@pytest.mark.parametrize("path", [*(f"/plans/{PLAN}/{name}/" for name in LISTS), "/people/", "/departments/"])
def test_a_list_that_is_downloaded_holds_no_formula(planted: Desk, path: str) -> None:
    assert [text for text in cells(body(planted, f"{path}?format=csv")) if is_formula(text)] == []
    raw = body(planted, f"{path}?format=xlsx")
    book = load_workbook(io.BytesIO(raw))
    assert [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []
    assert CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_index(0).total_height > 1


def test_the_plan_as_a_workbook_holds_no_formula_of_others_and_loses_no_letter(planted: Desk) -> None:
    book = load_workbook(io.BytesIO(body(planted, f"/plans/{PLAN}/export/workbook.xlsx")))
    every = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    calculated = [str(cell.value) for cell in every if cell.data_type == "f"]
    assert [text for text in calculated if any(planted in text for planted in FORMULAS)] == []
    assert {FORMULAS[0], FORMULAS[2], FORMULAS[3]} <= {cell.value for cell in every}


def test_what_was_planted_stands_on_pages_as_text(planted: Desk) -> None:
    planted.go(f"/plans/{PLAN}/measures/{MEASURE}/")
    assert FORMULAS[0] in planted.page.locator("h1").inner_text()
    assert planted.faults == []


SECRETS = ("ひみつの下書き", "ひみつの検索語", "ひみつの職員番号", "ひみつの合言葉", "ひみつの理由")


def test_errors_and_logs_hold_nothing_that_people_typed(empty_desks: Desks) -> None:
    desk, stranger = empty_desks.of(Role.COORDINATING_OFFICE), empty_desks.nobody()
    stranger.go("/session/log-in/")
    stranger.page.fill("#id_login", SECRETS[2])
    stranger.page.fill("#id_password", SECRETS[3])
    stranger.follow("main button[type=submit]")
    stranger.go(f"/nowhere/{SECRETS[1]}/?q={SECRETS[1]}")
    assert stranger.text
    plan = brought_in(desk)
    desk.go(f"/search/?q={SECRETS[1]}")
    desk.go(f"/plans/{plan}/edit/plan/")
    desk.page.fill(field("name"), SECRETS[0])
    desk.page.fill("#why", SECRETS[4])
    broken(desk.office, plan, SECRETS[0])
    assert save(desk) == 500
    shown = desk.page.content()
    assert [secret for secret in SECRETS if secret in shown] == []
    assert "Traceback" not in shown
    log = desk.office.log
    assert '"status": 500' in log
    cookies = [cookie["value"] for cookie in desk.context.cookies() if cookie["name"] != "django_language"]
    names = ("成田", "職員", Role.COORDINATING_OFFICE.value, desk.office.password)
    assert [each for each in (*SECRETS, *names, *cookies) if each in log] == []
    assert [each for each in SECRETS if quote(each) in log or each.encode("unicode_escape").decode() in log] == []


def brought_in(desk: Desk) -> str:
    """A plan, where there is none yet; its id."""
    desk.go("/plans/import/")
    desk.page.set_input_files("input[type=file]", ROOT / "examples" / "sasebo" / "sasebo.plan.json")
    desk.follow("main form .btn--main")
    desk.follow("main form .btn--main")
    return desk.page.url.rstrip("/").rpartition("/")[2]


def broken(office: Office, plan: str, secret: str) -> None:
    """Rows that no code of ours would write, as after a fault of the disk: whoever reads them stumbles over the secret."""
    lines = (
        "import django; django.setup()\n"
        "from monosashi.office.plans.models import Entry, PlanRow\n"
        f"Entry.objects.filter(plan={plan!r}).update(body={secret!r})\n"
        f"PlanRow.objects.filter(pk={plan!r}).update(head={secret!r}, revision=99, sha256='0')\n"
    )
    subprocess.run(
        (sys.executable, "-c", lines),
        env={"MONOSASHI_HOME": str(office.home), "DJANGO_SETTINGS_MODULE": "monosashi.office.config.settings"},
        check=True,
    )
