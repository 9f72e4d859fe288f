"""Evidence: what is taken, where it is kept, who fetches it, what stays of it."""

import errno
import hashlib
import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from monosashi.core.messages import InvalidInput
from monosashi.office.accounts.permissions import Role
from monosashi.office.answering.actions_evidence import NoRoom, add_evidence
from monosashi.office.answering.evidence_files import checked, path_of
from monosashi.office.events.models import Event
from monosashi.office.operation.backing_up import back_up
from monosashi.office.rounds.models import Evidence
from office.answering.conftest import Browser
from office.rounds.desk import Desk

PDF = b"%PDF-1.7\n1 0 obj\n%%EOF\n"
OLE = bytes.fromhex("D0CF11E0A1B11AE1")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: object) -> None:
    """Evidence of a test stands in the test's own folder."""
    here = settings.INSTALLATION.model_copy(update={"home": tmp_path})  # type: ignore[attr-defined]
    settings.INSTALLATION = here  # type: ignore[attr-defined]


def packed(types: bytes, *, more: dict[str, bytes] | None = None) -> bytes:
    """An office file with these types of parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        for name, raw in (more or {}).items():
            archive.writestr(name, raw)
    return stream.getvalue()


XLSX = b"<Types>application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml</Types>"
DOCX = b"<Types>application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml</Types>"


@pytest.mark.parametrize(
    ("name", "raw", "kind"),
    [
        ("完了届.pdf", PDF, "application/pdf"),
        ("写真.jpeg", b"\xff\xd8\xff\xe0rest", "image/jpeg"),
        ("図.png", b"\x89PNG\r\n\x1a\nrest", "image/png"),
        ("差引簿.xlsx", packed(XLSX), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("報告.docx", packed(DOCX), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("一覧.csv", "課名,件数\r\n市民課,3\r\n".encode("cp932"), "text/csv"),
        ("覚え.txt", "完了した。".encode(), "text/plain"),
    ],
)
def test_what_is_taken(name: str, raw: bytes, kind: str) -> None:
    assert checked(name, raw).kind == kind


@pytest.mark.parametrize(
    ("name", "raw", "why"),
    [
        ("偽.pdf", b"MZ\x90\x00\x03", "answering.evidence.unknown"),
        ("偽.png", PDF, "answering.evidence.other_kind"),
        ("空.txt", b"", "answering.evidence.empty"),
        ("マクロ.xlsx", packed(XLSX, more={"xl/vbaProject.bin": b"x"}), "answering.evidence.macros"),
        ("マクロ.xlsm", packed(XLSX.replace(b"openxml", b"macroEnabled")), "answering.evidence.macros"),
        ("爆弾.xlsx", packed(XLSX, more={"xl/a.xml": b"0" * 20_000_000}), "answering.evidence.bomb"),
        ("壊れ.docx", b"PK\x03\x04rest", "answering.evidence.damaged"),
        ("鍵付き.xlsx", OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le"), "answering.evidence.damaged"),
        ("ただのzip.xlsx", packed(b"<Types/>"), "answering.evidence.unknown"),
    ],
)
def test_what_is_not_taken_and_why(name: str, raw: bytes, why: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        checked(name, raw)
    assert [problem.why.id for problem in refused.value.problems] == [why]


def test_a_file_larger_than_the_installation_allows_is_not_taken(settings: object) -> None:
    small = settings.INSTALLATION.model_copy(update={"upload_megabytes": 1})  # type: ignore[attr-defined]
    settings.INSTALLATION = small  # type: ignore[attr-defined]
    with pytest.raises(InvalidInput):
        checked("大.txt", b"a" * (1024 * 1024 + 1))


def test_folders_and_hidden_letters_are_no_part_of_a_name() -> None:
    assert checked("..\\..\\C:/秘密/\u202e完了届\r\n.pdf", PDF).name == "完了届.pdf"


def upload(client: Client, address: str, name: str = "完了届.pdf", raw: bytes = PDF) -> object:
    return client.post(
        f"{address}evidence/", {"slot": "actual/i-p073/value", "file": SimpleUploadedFile(name, raw)}, follow=True
    )


def test_a_file_is_kept_under_its_hash_listed_and_fetched_as_it_came(
    desk: Desk, browser: Browser, sheet_address: str
) -> None:
    client = browser(desk.answerer)
    page = upload(client, sheet_address).content.decode()  # type: ignore[attr-defined]
    row = Evidence.objects.get()
    assert path_of(hashlib.sha256(PDF).hexdigest()).read_bytes() == PDF
    assert "完了届.pdf" in page
    assert "工藤 真由" in page
    assert "実績値" in page
    told = client.get(f"{sheet_address}evidence/{row.pk}/")
    assert b"".join(told.streaming_content) == PDF  # type: ignore[attr-defined]
    assert told["Content-Disposition"] == "attachment; filename*=UTF-8''%E5%AE%8C%E4%BA%86%E5%B1%8A.pdf"
    assert told["X-Content-Type-Options"] == "nosniff"
    assert Event.objects.filter(action="evidence.added").count() == 1


def test_what_was_taken_off_keeps_its_row_and_its_bytes(desk: Desk, browser: Browser, sheet_address: str) -> None:
    client = browser(desk.answerer)
    upload(client, sheet_address)
    row = Evidence.objects.get()
    client.post(f"{sheet_address}evidence/{row.pk}/remove/")
    row.refresh_from_db()
    assert row.removed_by_label == "工藤 真由"
    assert path_of(row.sha256).exists()
    assert client.get(f"{sheet_address}evidence/{row.pk}/").status_code == 404
    kept = browser(desk.coordinator).get(f"{sheet_address}evidence/{row.pk}/")
    assert b"".join(kept.streaming_content) == PDF  # type: ignore[attr-defined]


def test_the_evidence_of_a_draft_is_not_everybodys(
    desk: Desk, browser: Browser, logged_in: Callable[..., Client], sheet_address: str
) -> None:
    upload(browser(desk.answerer), sheet_address)
    address = f"{sheet_address}evidence/{Evidence.objects.get().pk}/"
    assert logged_in(Role.EMPLOYEE).get(address).status_code == 403


def test_what_is_wrong_with_a_file_is_told_on_the_sheet(desk: Desk, browser: Browser, sheet_address: str) -> None:
    page = upload(browser(desk.answerer), sheet_address, "偽.pdf", b"MZ\x90\x00\x03")
    assert page.status_code == 422  # type: ignore[attr-defined]
    assert "登録できる種類のファイルではありません。" in page.content.decode()  # type: ignore[attr-defined]
    assert not Evidence.objects.exists()


def test_a_full_disk_is_told_and_leaves_nothing(
    desk: Desk, browser: Browser, sheet_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("monosashi.office.answering.evidence_files.os.fsync", full)
    page = upload(browser(desk.answerer), sheet_address)
    assert page.status_code == 409  # type: ignore[attr-defined]
    assert "保存先の空きがない" in page.content.decode()  # type: ignore[attr-defined]
    assert not Evidence.objects.exists()
    assert [each for each in settings.INSTALLATION.evidence.rglob("*") if each.is_file()] == []
    with pytest.raises(NoRoom):
        add_evidence(desk.of, checked("完了届.pdf", PDF), by=desk.answerer)


def test_the_same_file_twice_stands_once_on_the_disk(desk: Desk) -> None:
    add_evidence(desk.of, checked("一.pdf", PDF), by=desk.answerer)
    add_evidence(desk.of, checked("二.pdf", PDF), by=desk.answerer)
    assert len([each for each in settings.INSTALLATION.evidence.rglob("*") if each.is_file()]) == 1
    assert Evidence.objects.count() == 2


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_backup_carries_the_evidence(desk: Desk, tmp_path: Path) -> None:
    file = checked("完了届.pdf", PDF)
    add_evidence(desk.of, file, by=desk.answerer)
    backup = back_up(tmp_path / "backups")
    with zipfile.ZipFile(backup.path) as archive:
        assert archive.read(f"evidence/{file.sha256[:2]}/{file.sha256}") == PDF
        assert file.sha256 in archive.read("tables/rounds.Evidence.jsonl").decode()
