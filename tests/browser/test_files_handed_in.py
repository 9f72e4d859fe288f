"""Files that cannot be taken: a sentence each, and what stood there before still stands. With scripts and without."""

import io
import zipfile

import pytest
from playwright.sync_api import FilePayload

from browser.a_city import PLAN, ROOT
from browser.conftest import Desk, Desks
from browser.looking import too_wide
from monosashi.office.accounts.permissions import Role
from seen_by_axe import kept_out

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("in the browser, step by step")]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c t="inlineStr"><is><t>'


def bomb() -> bytes:
    """A workbook of half a megabyte whose only sheet is half a gigabyte."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        with parts.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(SHEET)
            for _ in range(100):
                sheet.write(b"a" * 1_000_000)
    return raw.getvalue()


WRONG: dict[str, tuple[str, str, object, str]] = {
    "too large": ("計画.plan.json", "application/json", lambda: b" " * 1_200_000, "1MB"),
    "of the wrong kind": ("計画.pdf", "application/pdf", lambda: b"%PDF-1.7", ".pdf"),
    "no workbook inside": ("計画.xlsx", XLSX, lambda: b"not a zip at all", "Excel"),
    "a bomb": ("計画.xlsx", XLSX, bomb, "Excel"),
    "not a plan": ("計画.plan.json", "application/json", lambda: b'{"version": 1}', "計画"),
    "empty": ("計画.plan.json", "application/json", lambda: b"", "空"),
}
"""Name, kind, bytes, and what the sentence names."""


def handed_in(desk: Desk, file: FilePayload) -> int:
    desk.page.set_input_files("input[type=file]", file)
    with desk.page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        desk.follow("main form .btn--main")
    return answer.value.status


@pytest.fixture(scope="module")
def without_scripts(empty_desks: Desks) -> Desk:
    return empty_desks.fresh(Role.COORDINATING_OFFICE.value, java_script_enabled=False)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("wrong", WRONG)
def test_a_file_that_cannot_be_taken_is_refused_with_a_sentence(
    empty_desks: Desks, without_scripts: Desk, wrong: str, *, scripts: bool
) -> None:
    name, kind, made, named = WRONG[wrong]
    desk = empty_desks.of(Role.COORDINATING_OFFICE) if scripts else without_scripts
    desk.go("/plans/")
    before = desk.text
    desk.go("/plans/import/")
    waiting = desk.page.locator("main section li").count()
    status = handed_in(desk, {"name": name, "mimeType": kind, "buffer": made()})  # type: ignore[operator]
    assert status in {413, 422}
    alert = desk.page.locator("main [role=alert], main .errors, main .head__lead")
    assert named in " ".join(alert.all_inner_texts())
    assert not scripts or kept_out(desk.page) == []  # axe is a script
    assert too_wide(desk, 390) == ""
    desk.page.set_viewport_size({"width": 1280, "height": 900})
    desk.go("/plans/import/")
    assert desk.page.locator("main section li").count() == waiting
    desk.go("/plans/")
    assert desk.text == before


@pytest.mark.parametrize("address", ["/people/import/", "/departments/import/"])
def test_a_list_of_the_wrong_kind_is_refused_with_a_sentence(desks: Desks, address: str) -> None:
    desk = desks.of(Role.ADMINISTRATOR)
    desk.go("/people/")
    before = desk.page.locator("main [role=status]").first.inner_text()
    desk.go(address)
    assert handed_in(desk, {"name": "名簿.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}) == 422
    assert ".pdf" in desk.text
    assert kept_out(desk.page) == []
    desk.go("/people/")
    assert desk.page.locator("main [role=status]").first.inner_text() == before


def test_a_file_is_brought_in_without_scripts(desks: Desks) -> None:
    desk = desks.fresh(Role.COORDINATING_OFFICE.value, java_script_enabled=False)
    text = (ROOT / "examples" / "akita" / "akita.plan.json").read_bytes()
    revised = text.replace("マイナンバーカードの取得促進".encode(), "マイナンバーカードの取得の促進".encode(), 1)
    desk.go(f"/plans/{PLAN}/import/")
    assert handed_in(desk, {"name": "改訂.plan.json", "mimeType": "application/json", "buffer": revised}) == 302
    assert "マイナンバーカードの取得の促進" in desk.text.replace(" ", "")
    desk.follow('main button[formaction*="throw-away"]')
    assert desk.page.locator("main [role=status]").count() >= 1
    desk.context.close()
