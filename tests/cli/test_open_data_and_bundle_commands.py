"""`open-data` and `bundle` as an official types them: a sentence for all that is wrong, what stood there still stands."""

import shutil
from pathlib import Path

import pytest

from cli.command_line import run, run_process
from cli.test_full_disk import on_a_full_disk, told_in_a_sentence
from monosashi.publishing.editions import digest
from monosashi.publishing.report import typesetting
from publishing.public_folders import WITHOUT_REPORTS, freeze_city

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("open_data_commands")]


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return freeze_city("sasebo", tmp_path_factory.mktemp("editions"))


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_open_data_is_written_and_written_again(editions: Path, tmp_path: Path) -> None:
    target = tmp_path / "data"
    told = run("open-data", editions, "--to", target, "--licence", "cc-by-4.0")
    assert (told.code, told.err) == (0, "")
    assert "33の表" in told.out
    before = tree(target)
    assert run("open-data", editions, "--to", target, "--licence", "CC-BY-4.0").code == 0
    assert tree(target) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data"]


def test_the_bytes_do_not_depend_on_process_or_language(editions: Path, tmp_path: Path) -> None:
    for seed, language in (("1", "ja"), ("2", "en")):
        arguments = ("open-data", editions, "--to", tmp_path / seed, "--licence", "CC0-1.0", "--lang", language)
        assert run_process(*arguments, PYTHONHASHSEED=seed).code == 0
    assert tree(tmp_path / "1") == tree(tmp_path / "2")


def test_a_folder_that_holds_something_else_is_left_alone(editions: Path, tmp_path: Path) -> None:
    (tmp_path / "議事録.docx").write_bytes(b"minutes")
    told = run("open-data", editions, "--to", tmp_path, "--licence", "CC-BY-4.0")
    assert told.code == 2
    assert "議事録.docx" in told.err
    assert "何も変えていません" in told.err
    assert tree(tmp_path) == {"議事録.docx": b"minutes"}


def test_an_unknown_licence_is_answered_with_those_there_are(editions: Path, tmp_path: Path) -> None:
    told = run("open-data", editions, "--to", tmp_path / "data", "--licence", "MIT")
    assert told.code == 2
    assert "CC-BY-4.0、PDL-1.0、CC0-1.0" in told.err.replace("\n", "").replace(" ", "")


@pytest.mark.parametrize("called", [("bundle", "make"), ("pieces",)])
def test_where_no_licence_is_named_that_is_said_and_not_that_it_is_unknown(
    editions: Path, tmp_path: Path, called: tuple[str, ...]
) -> None:
    told = run(*called, editions, "--to", tmp_path / "out")
    assert told.code == 2
    assert "公開するものの利用条件が決められていません" in told.err
    assert "CC-BY-4.0、PDL-1.0、CC0-1.0" in told.err.replace("\n", "").replace(" ", "")


def test_a_changed_edition_is_not_published(editions: Path, tmp_path: Path) -> None:
    copied = tmp_path / "editions"
    shutil.copytree(editions, copied)
    file = next(copied.glob("*.edition.json"))
    file.write_bytes(file.read_bytes().replace(b'"100.0"', b'"100.1"', 1))
    told = run("open-data", copied, "--to", tmp_path / "data", "--licence", "CC-BY-4.0")
    assert told.code == 2
    assert file.name in told.err
    assert not (tmp_path / "data").exists()


def test_a_folder_without_editions_says_what_to_do_first(tmp_path: Path) -> None:
    (tmp_path / "editions").mkdir()
    told = run("open-data", tmp_path / "editions", "--to", tmp_path / "data", "--licence", "CC-BY-4.0")
    assert told.code == 2
    assert "monosashi freeze" in told.err


def test_on_a_full_disk_the_data_that_stood_there_still_stands(editions: Path, tmp_path: Path) -> None:
    target = tmp_path / "data"
    assert run("open-data", editions, "--to", target, "--licence", "CC-BY-4.0").code == 0
    before = tree(tmp_path)
    assert told_in_a_sentence(on_a_full_disk("open-data", editions, "--to", target, "--licence", "PDL-1.0"))
    assert tree(tmp_path) == before


def test_pieces_are_written_with_their_list(editions: Path, tmp_path: Path) -> None:
    base = ("--base-url", "https://www.city.example.lg.jp/dx")
    told = run(
        "pieces", editions, "--to", tmp_path / "pieces", "--licence", "PDL-1.0", *base, "--settings", WITHOUT_REPORTS
    )
    assert (told.code, told.err) == (0, "")
    assert "設定（report = false）のとおり入れていません" in told.out
    there = tree(tmp_path / "pieces")
    assert b"https://www.city.example.lg.jp/dx/measures/" in there["upload-list.csv"]
    assert "公共データ利用規約" in there["pieces/data.html"].decode()
    assert f"本文{sum(name.startswith('pieces/') for name in there)}件" in told.out


@pytest.mark.parametrize(
    "address",
    [
        "www.city.example.jp",
        "https://[",
        "https://www city/",
        "https://me:word@example.jp/",
        "https://example.jp/?",
        "https://example.jp/#",
    ],
)
@pytest.mark.parametrize("command", [("pieces",), ("bundle", "make"), ("publish",)])
def test_an_address_that_is_none_is_refused(
    editions: Path, tmp_path: Path, command: tuple[str, ...], address: str
) -> None:
    licence = () if command == ("publish",) else ("--licence", "PDL-1.0")
    told = run(*command, editions, "--to", tmp_path / "p", *licence, "--base-url", address)
    assert told.code == 2
    assert f"「{address}」" in told.err
    assert "公開サイトの場所ではありません" in told.err
    assert "https://www.city.example.lg.jp/dx/" in told.err
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def bundle(editions: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bundle") / "公開用.zip"
    assert run("bundle", "make", editions, "--to", path, "--licence", "CC-BY-4.0").code == 0
    return path


def test_a_bundle_carries_site_pieces_and_data_across(editions: Path, bundle: Path, tmp_path: Path) -> None:
    told = run("bundle", "unpack", bundle, "--to", tmp_path / "outside")
    assert (told.code, told.err) == (0, "")
    there = tree(tmp_path / "outside")
    assert {name.partition("/")[0] for name in there} == {"site", "pieces", "open-data", "manifest.json", "SHA256SUMS"}
    run("open-data", editions, "--to", tmp_path / "data", "--licence", "CC-BY-4.0")
    assert {name: raw for name, raw in there.items() if name.startswith("open-data/")} == {
        f"open-data/{name}": raw for name, raw in tree(tmp_path / "data").items()
    }


def test_two_bundles_of_the_same_editions_are_the_same_bytes(editions: Path, bundle: Path, tmp_path: Path) -> None:
    make = ("bundle", "make", editions, "--to", tmp_path / "b.zip", "--licence", "CC-BY-4.0", "--lang", "en")
    again = run_process(*make, PYTHONHASHSEED="7", TZ="America/Lima")
    assert (again.code, "Put in 2 reports (PDF)." in again.out) == (0, True)
    assert (tmp_path / "b.zip").read_bytes() == bundle.read_bytes()


def test_the_report_crosses_in_site_and_attachments_and_is_listed(bundle: Path, tmp_path: Path) -> None:
    assert run("bundle", "unpack", bundle, "--to", tmp_path / "outside").code == 0
    there = tree(tmp_path / "outside")
    report = there["site/reports/report-1.pdf"]
    assert report.startswith(b"%PDF-1.7")
    assert there["site/en/reports/report-1.pdf"] != report
    assert there["pieces/attachments/reports-report-1.pdf"] == report
    (row,) = (line for line in there["pieces/upload-list.csv"].decode().splitlines() if "report-1.pdf" in line)
    assert "第1版の報告書（PDF）" in row
    assert digest(report) in row


def test_without_the_extra_a_bundle_is_made_without_reports_and_that_is_said(
    editions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetting, "find_spec", lambda _name: None)
    told = run("bundle", "make", editions, "--to", tmp_path / "b.zip", "--licence", "CC-BY-4.0")
    assert (told.code, told.err) == (0, "")
    assert "monosashi[report]" in told.out
    assert b"report-1.pdf" not in (tmp_path / "b.zip").read_bytes()


def test_verify_names_city_editions_and_hash(bundle: Path) -> None:
    told = run("bundle", "verify", bundle)
    assert told.code == 0
    assert "佐世保市" in told.out
    assert "令和4年度 速報" in told.out


def test_verify_names_the_file_in_which_a_byte_changed(bundle: Path, tmp_path: Path) -> None:
    raw = bundle.read_bytes()
    attached = "pieces/attachments/reports-report-1.pdf"
    for place, before, other in (("site/", b"<h1", b"<h2"), (attached, b"%PDF-1.7", b"%PDF-1.6")):
        (tmp_path / "b.zip").write_bytes(raw.replace(before, other, 1))
        told = run("bundle", "verify", tmp_path / "b.zip")
        assert told.code == 2
        assert f"b.zip: {place}" in told.err.replace("\n", "")
    assert run("bundle", "unpack", tmp_path / "b.zip", "--to", tmp_path / "out").code == 2
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_there_is_replaced_only_when_asked(editions: Path, tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(b"before")
    make = ("bundle", "make", editions, "--to", path, "--licence", "CC-BY-4.0", "--settings", WITHOUT_REPORTS)
    assert (run(*make).code, path.read_bytes()) == (2, b"before")
    assert told_in_a_sentence(on_a_full_disk(*make, "--force"))
    assert path.read_bytes() == b"before"
    assert run(*make, "--force").code == 0


def test_on_a_full_disk_nothing_is_unpacked(bundle: Path, tmp_path: Path) -> None:
    assert told_in_a_sentence(on_a_full_disk("bundle", "unpack", bundle, "--to", tmp_path / "out"))
    assert list(tmp_path.iterdir()) == []


def test_another_file_is_no_bundle(tmp_path: Path) -> None:
    (tmp_path / "計画.xlsx").write_bytes(b"PK")
    for path in (tmp_path / "計画.xlsx", tmp_path / "none.zip", tmp_path):
        told = run("bundle", "verify", path)
        assert told.code == 2
        assert "。" in told.err
        assert "Traceback" not in told.err
