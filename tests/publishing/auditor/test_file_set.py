"""The file set as files: the same bytes again, every change named, nothing personal in it, whole or not at all."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from monosashi.checks.tokenizer import SudachiTokenizer
from monosashi.core.messages import InvalidInput, Message
from monosashi.publishing.auditor import Material, Preparer, Sampling, file_set
from monosashi.publishing.auditor.editions_table import editions_table
from monosashi.publishing.auditor.opening import material_of_editions, material_of_plan
from monosashi.publishing.auditor.verification import verify_set
from monosashi.publishing.editions import Content
from monosashi.publishing.output_files import OutputFile, save_folder
from monosashi.wording import LANGUAGES, render
from publishing.auditor.file_sets import OCTOBER, akita_content, akita_material, table
from publishing.edition_folders import content as sasebo_content
from publishing.edition_folders import folder_of_three, sasebo
from scripts.a_browser import a_browser
from seen_by_axe import kept_out

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("auditor")]  # the set is made once


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with a_browser() as running:
        yield running


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    return akita_material(tmp_path_factory.mktemp("editions"))


@pytest.fixture(scope="module")
def files(material: Material) -> tuple[OutputFile, ...]:
    return file_set(material, "ja")


@pytest.fixture(scope="module")
def made(files: tuple[OutputFile, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "set"
    save_folder(files, folder)
    return folder


def test_the_same_material_makes_the_same_bytes(material: Material, files: tuple[OutputFile, ...]) -> None:
    assert file_set(material, "ja") == files


def test_another_seed_draws_another_sample_and_changes_nothing_else(
    material: Material, files: tuple[OutputFile, ...]
) -> None:
    other = file_set(replace(material, sampling=Sampling("2")), "ja")
    changed = {one.name for one, two in zip(files, other, strict=True) if one.raw != two.raw and "data/" in one.name}
    assert changed == {"data/random-sample.csv", "data/money-sample.csv"}


def test_it_is_spoken_in_english_too(material: Material) -> None:
    pages = {file.name: file.raw.decode() for file in file_set(material, "en") if file.name.endswith(".html")}
    assert "Auditor&#39;s file set" in pages["index.html"]
    assert all("Message(" not in page for page in pages.values())


@pytest.mark.parametrize("said", ['"version"', '"format"'])
def test_a_changed_byte_of_the_manifest_is_told_once_and_as_a_change(made: Path, said: str) -> None:
    raw = (made / "set.json").read_bytes()
    (made / "set.json").write_bytes(raw.replace(said.encode(), said.upper().encode()))
    try:
        told = verify_set(made).problems
    finally:
        (made / "set.json").write_bytes(raw)
    assert [(problem.place, problem.why.id) for problem in told] == [("set.json", "auditor.file_changed")]


def test_a_set_whose_manifest_was_taken_out_with_its_line_is_none(made: Path, tmp_path: Path) -> None:
    copied = tmp_path / "set"
    copytree(made, copied)
    (copied / "set.json").unlink()
    sums = (copied / "SHA256SUMS").read_text(encoding="utf-8").splitlines(keepends=True)
    (copied / "SHA256SUMS").write_text("".join(line for line in sums if "  set.json" not in line), encoding="utf-8")
    assert [problem.why.id for problem in verify_set(copied).problems] == ["auditor.no_set"]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(pick=st.integers(0, 10_000), at=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255))
def test_one_changed_byte_is_named(made: Path, pick: int, at: float, flip: int) -> None:
    paths = sorted(path for path in made.rglob("*") if path.is_file())
    path = paths[pick % len(paths)]
    raw = path.read_bytes()
    position = int(at * len(raw))
    path.write_bytes(raw[:position] + bytes([raw[position] ^ flip]) + raw[position + 1 :])
    try:
        places = [problem.place for problem in verify_set(made).problems]
    except InvalidInput as error:
        places = [problem.place for problem in error.problems]
    finally:
        path.write_bytes(raw)
    assert places
    if path.name != "SHA256SUMS":
        assert places == [path.relative_to(made).as_posix()]


def test_a_file_that_went_or_came_is_named(made: Path) -> None:
    (made / "notes.txt").write_text("x", encoding="utf-8")
    (made / "index.html").rename(made / "index.htm")
    problems = verify_set(made).problems
    (made / "index.htm").rename(made / "index.html")
    (made / "notes.txt").unlink()
    assert [(problem.place, problem.why.id) for problem in problems] == [
        ("index.htm", "auditor.file_unlisted"),
        ("index.html", "auditor.file_missing"),
        ("notes.txt", "auditor.file_unlisted"),
    ]
    assert all(render(problem.why, language) for problem in problems for language in LANGUAGES)
    assert verify_set(made).problems == ()


def test_a_folder_that_is_no_file_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"auditor\.no_set"):
        verify_set(tmp_path)


def test_post_and_day_of_the_preparer_stand_with_every_figure_of_the_answer(material: Material, tmp_path: Path) -> None:
    preparers = {("n-p069", 2024): Preparer("係長", "デジタル化推進本部", "2025-05-12")}
    known = replace(material, preparers=preparers, event_heads=(("本日の先頭", "ab" * 32),))
    save_folder(file_set(known, "ja"), tmp_path / "set")
    figures = table(tmp_path / "set", "figures")
    prepared = {(row["prepared_by"], row["prepared_on"]) for row in figures if row["page"] == "69"}
    assert ("デジタル化推進本部 係長", "2025-05-12") in prepared
    assert table(tmp_path / "set", "editions")[-1]["hash"] == "ab" * 32


MAIL, MOBILE = "taro.yamada@city.example.jp", "090-1234-5678"


def planted(content: Content) -> Content:
    """Contact details wherever somebody could have typed them."""
    hidden = f"担当 {MAIL} {MOBILE}"
    plan = content.plan
    results = tuple(replace(r, result=f"{r.result}{hidden}", next_step=hidden, response=hidden) for r in plan.results)
    indicators = tuple(replace(i, rationale=f"{i.rationale}{hidden}") for i in plan.indicators)
    nodes = tuple(replace(n, summary=hidden, effect=f"{n.effect}{hidden}") for n in plan.nodes)
    return replace(content, plan=replace(plan, results=results, indicators=indicators, nodes=nodes))


def test_nothing_personal_is_in_it_wherever_it_was_typed(tmp_path: Path) -> None:
    content = planted(akita_content())
    made = file_set(akita_material(tmp_path, content), "ja")
    assert [file.name for file in made if MAIL.encode() in file.raw or MOBILE.encode() in file.raw] == []
    editions = next(file for file in made if file.name == "data/editions.csv")
    assert "連絡先らしい文字列を含むため" in editions.raw.decode()


def test_no_machine_and_no_user_is_named_in_it(files: tuple[OutputFile, ...], tmp_path: Path) -> None:
    for each in (str(tmp_path), str(Path.home()), "root"):
        assert [file.name for file in files if f"{each}/".encode() in file.raw] == []


def test_a_plan_without_money_and_editions_says_so_instead_of_leaving_pages_out(tmp_path: Path) -> None:
    plan = material_of_plan(sasebo_content(sasebo()), created=OCTOBER, sampling=Sampling(), tokenizer=None)
    save_folder(file_set(plan, "ja"), tmp_path / "set")
    assert "予算の記載がある施策はありません" in (tmp_path / "set" / "execution.html").read_text(encoding="utf-8")
    assert "計画ファイルから作った" in (tmp_path / "set" / "editions.html").read_text(encoding="utf-8")
    assert verify_set(tmp_path / "set").problems == ()
    assert {row["document"] for row in table(tmp_path / "set", "figures")} == {"出所の記載なし"}


def test_markup_in_a_text_stays_text() -> None:
    plan = sasebo()
    nodes = tuple(replace(node, name=f"<script>alert(1)</script>{node.name}") for node in plan.nodes)
    content = sasebo_content(replace(plan, nodes=nodes))
    made = file_set(material_of_plan(content, created=OCTOBER, sampling=Sampling(), tokenizer=None), "ja")
    assert [file.name for file in made if file.name.endswith("html") and b"<script" in file.raw] == []


def test_a_folder_that_holds_something_else_stays_as_it_is(files: tuple[OutputFile, ...], tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_bytes(b"mine")
    with pytest.raises(InvalidInput, match="not_ours"):
        save_folder(files, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_axe_finds_nothing(browser: Browser, made: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    found = []
    for path in sorted(made.glob("*.html")):
        page.goto(path.as_uri())
        found += [(path.name, each) for each in kept_out(page)]
    assert found == []


def test_no_page_is_wider_than_its_window_or_has_anything_to_say(browser: Browser, made: Path) -> None:
    wide, spoken = [], []
    for width in (1280, 390):
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.on("console", lambda said: spoken.append(said.text))
        for path in sorted(made.glob("*.html")):
            page.goto(path.as_uri())
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((width, path.name))
    assert (wide, spoken) == ([], [])


def test_an_edition_that_corrects_another_says_so_in_the_list(tmp_path: Path) -> None:
    material = material_of_editions(
        folder_of_three(tmp_path),
        number=None,
        fiscal_year=None,
        created=OCTOBER,
        sampling=Sampling(),
        tokenizer=SudachiTokenizer(),
    )
    remarks = [row.cells[4] for row in editions_table(material).rows]
    assert isinstance(remarks[2], Message)
    assert render(remarks[2], "ja") == "第3版は第2版の訂正です（正誤表 1件）。"
