"""What cannot be published is told in a sentence, and the site that stood there still stands."""

import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cli.command_line import NAGASAKI, ROOT, changed, entry, run
from publishing.site.site_samples import frozen, page, published

pytestmark = pytest.mark.slow
MONOSASHI = Path(sys.executable).parent / "monosashi"


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def editions(tmp_path: Path) -> Path:
    return frozen(NAGASAKI, tmp_path / "editions")


def refused(editions: Path, site: Path, *arguments: object) -> str:
    """What the command says; the site must stay as it was, and nothing may be left beside it."""
    before = bytes_of(site) if site.is_dir() else None
    beside = sorted(site.parent.iterdir())
    told = run("publish", editions, "--to", site, *arguments)
    assert (told.code, told.out) == (2, ""), told
    assert "Traceback" not in told.err
    assert (bytes_of(site) if site.is_dir() else None) == before
    assert sorted(site.parent.iterdir()) == beside
    return told.err


def test_a_folder_that_holds_something_else_is_left_alone(editions: Path, tmp_path: Path) -> None:
    other = tmp_path / "home"
    other.mkdir()
    (other / "大事な文書.txt").write_text("keep", "utf-8")
    assert "大事な文書.txt" in refused(editions, other)


def test_a_site_to_which_somebody_added_a_file_is_left_alone(editions: Path, tmp_path: Path) -> None:
    site = published(editions, tmp_path / "site")
    (site / ".htaccess").write_text("deny", "utf-8")
    assert ".htaccess" in refused(editions, site)


def test_a_site_made_before_is_replaced_as_a_whole(editions: Path, tmp_path: Path) -> None:
    site = published(editions, tmp_path / "site")
    frozen(NAGASAKI, editions, year="2019", date="2025-06-01")
    published(editions, site)
    assert (site / "editions" / "2" / "index.html").is_file()
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_a_full_disk_leaves_the_site_that_stood_there(editions: Path, tmp_path: Path) -> None:
    site = published(editions, tmp_path / "site")
    before = bytes_of(site)
    frozen(NAGASAKI, editions, year="2019", date="2025-06-01")
    done = subprocess.run(
        (MONOSASHI, "publish", editions, "--to", site),
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000)),
    )
    assert (done.returncode, "書き込め" in done.stderr, "Traceback" in done.stderr) == (2, True, False), done.stderr
    assert bytes_of(site) == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["editions", "site"]


def test_a_changed_byte_in_an_edition_is_told_with_the_name_of_its_file(editions: Path, tmp_path: Path) -> None:
    site = published(editions, tmp_path / "site")
    file = next(editions.glob("*.edition.json"))
    file.write_bytes(file.read_bytes().replace(b'"8372"', b'"8373"'))
    assert file.name in refused(editions, site)


def test_an_edition_of_a_newer_software_is_told(editions: Path, tmp_path: Path) -> None:
    chain = editions / "chain.json"
    document = json.loads(chain.read_text("utf-8"))
    document["version"] = 99
    chain.write_text(json.dumps(document), "utf-8")
    assert "新しい Monosashi で開いてください" in refused(editions, tmp_path / "site")


@pytest.mark.parametrize("made", ["missing", "empty"])
def test_a_folder_without_editions_is_told(tmp_path: Path, made: str) -> None:
    folder = tmp_path / "editions"
    if made == "empty":
        folder.mkdir()
    refused(folder, tmp_path / "site")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("nmae = 'x'", "この設定はありません"),
        ("name = 3", "文字列"),
        ("contact = '電話'", "文字列の並び"),
        ("report = 'no'", "true か false"),
        ("base_url = 'example.lg.jp'", "http://"),
        ("licence = 'free'", "CC-BY-4.0"),
        ("[[terms]]\nword = 'x'", "[[terms]]"),
        ("name = ", "TOML"),
    ],
)
def test_a_wrong_setting_is_told_with_its_name(editions: Path, tmp_path: Path, text: str, told: str) -> None:
    settings = tmp_path / "site.toml"
    settings.write_text(text, "utf-8")
    said = refused(editions, tmp_path / "site", "--settings", settings)
    assert told in said
    assert "site.toml" in said


@pytest.mark.parametrize("name", ["hide_unmet", "hide_differing", "hide_moved_targets", "hidden"])
def test_no_setting_hides_anything(editions: Path, tmp_path: Path, name: str) -> None:
    settings = tmp_path / "site.toml"
    settings.write_text(f"{name} = true", "utf-8")
    assert name in refused(editions, tmp_path / "site", "--settings", settings)


MARKUP = '<script>alert("x")</script><b>太字</b> & "引用"'


def test_markup_in_texts_of_the_city_is_shown_as_it_was_typed(tmp_path: Path) -> None:
    def plant(document: Any) -> None:
        entry(document, "nodes", "n-21")["summary"] = f"ながさき{MARKUP}"
        entry(document, "indicators", "i-101")["name"] = MARKUP
        next(r for r in document["results"] if r["node"] == "n-21")["result"] = MARKUP

    editions = frozen(changed(NAGASAKI, tmp_path / "plan.json", plant), tmp_path / "editions", year="2020")
    settings = tmp_path / "site.toml"
    settings.write_text(f"report = false\n[[terms]]\nword = 'ながさき'\ntext = '''{MARKUP}'''\n", "utf-8")
    site = published(editions, tmp_path / "site", "--settings", settings)
    for each in site.rglob("*.html"):
        assert b"<script>alert" not in each.read_bytes()
        assert "<b>太字" not in each.read_text("utf-8")
    told = page(site, "measures/n-21/index.html")
    assert told.text.count(MARKUP) >= 3
    assert "term-own-1" in told.ids


def test_a_term_is_linked_where_it_first_stands_and_nowhere_after(tmp_path: Path) -> None:
    def repeat(document: Any) -> None:
        entry(document, "nodes", "n-21")["summary"] = "実証のあとも実証を続ける。"

    editions = frozen(changed(NAGASAKI, tmp_path / "plan.json", repeat), tmp_path / "editions", year="2020")
    settings = tmp_path / "site.toml"
    settings.write_text("report = false\n[[terms]]\nword = '実証'\ntext = '試すこと'\n", "utf-8")
    site = published(editions, tmp_path / "site", "--settings", settings)
    told = page(site, "measures/n-21/index.html")
    assert "term-own-1" in told.ids
    assert [link for link in told.links() if link == "#term-own-1"] == ["#term-own-1"]
    assert all(list(told.links()).count(f"#{id_}") == 1 for id_ in told.ids if id_.startswith("term-"))


def test_a_withdrawn_edition_leaves_its_hash_and_reason(editions: Path, tmp_path: Path) -> None:
    frozen(NAGASAKI, editions, year="2019", date="2025-06-01")
    told = run("withdraw", editions, "--number", "1", "--reason", "集計の誤り", "--date", "2025-07-01")
    assert told.code == 0, told.err
    site = published(editions, tmp_path / "site")
    left = page(site, "editions/1/index.html").text
    assert "集計の誤り" in left
    assert "令和7年7月1日に取り下げました。" in left
    assert not (site / "editions" / "1" / "measures").exists()


def test_the_errata_stay_where_the_corrected_edition_was_withdrawn_and_no_earlier_one_stands(
    editions: Path, tmp_path: Path
) -> None:
    def mend(document: Any) -> None:
        next(r for r in document["results"] if r["node"] == "n-21")["result"] = "実証を15件行った。"

    mended = changed(NAGASAKI, tmp_path / "mended.plan.json", mend)
    correct = ("correct", mended, "--year", "2020", "--to", editions, "--number", "1", "--date", "2025-06-20")
    told = run(*correct, "--reason", "件数の写し違い")
    assert told.code == 0, told.err
    told = run("withdraw", editions, "--number", "1", "--reason", "集計の誤り", "--date", "2025-07-01")
    assert told.code == 0, told.err
    site = published(editions, tmp_path / "site")
    shown = page(site, "editions/2/changes/index.html")
    assert "件数の写し違い" in shown.text
    assert [row[2] for row in shown.rows("の誤りと正しい内容")[1:]] == ["実証を15件行った。"]
    assert "これより前に公表している版がない" in shown.text
    assert [row[2] for row in page(site, "changes/index.html").rows("の誤りと正しい内容")[1:]] == ["実証を15件行った。"]


@pytest.mark.parametrize("address", ["ftp://example.lg.jp/", "https://[", "https://www city/", "www.example.lg.jp/dx/"])
def test_an_address_of_the_site_that_is_none_is_refused_and_nothing_is_made(
    editions: Path, tmp_path: Path, address: str
) -> None:
    told = run("publish", editions, "--to", tmp_path / "site", "--base-url", address)
    assert told.code != 0
    assert f"「{address}」" in told.err
    assert "公開サイトの場所ではありません" in told.err
    assert not (tmp_path / "site").exists()
