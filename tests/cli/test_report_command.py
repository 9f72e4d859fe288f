"""`monosashi report`, as it is called from a shell."""

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from cli.command_line import run
from cli.test_full_disk import on_a_full_disk, told_in_a_sentence
from monosashi.publishing.report import typesetting
from publishing.public_folders import freeze_city

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("report_small")]


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return freeze_city("nagasaki", tmp_path_factory.mktemp("editions"))


def test_a_report_is_written_and_never_over_another_file_unasked(editions: Path, tmp_path: Path) -> None:
    path = tmp_path / "年度" / "報告書.pdf"
    told = run("report", editions, "--to", path)
    assert (told.code, told.err) == (0, "")
    assert "令和2年度 速報、取組4件、" in told.out.replace("\n", "")
    first = path.read_bytes()
    assert first.startswith(b"%PDF-")
    refused = run("report", editions, "--to", path, "--year", "R1")
    assert (refused.code, "--force" in refused.err, path.read_bytes()) == (2, True, first)
    assert told_in_a_sentence(on_a_full_disk("report", editions, "--to", path, "--force"))
    assert path.read_bytes() == first
    assert run("report", editions, "--to", path, "--year", "R1", "--force").code == 0
    assert path.read_bytes() != first


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--number", "7"), "第2版「令和2年度 速報」"),
        (("--measures", "n-999"), "「n-999」: この版に、その取組はありません"),
    ],
)
def test_what_is_not_there_is_a_sentence_and_no_file(
    editions: Path, tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    told = run("report", editions, "--to", tmp_path / "r.pdf", *arguments)
    assert (told.code, sentence in told.err.replace("\n", ""), list(tmp_path.iterdir())) == (2, True, [])


def test_without_the_extra_the_command_names_it(
    editions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_typst(name: str, *more: Any) -> Any:
        if name == "typst":
            raise ModuleNotFoundError(name)
        return import_module(name, *more)

    monkeypatch.setattr(typesetting, "import_module", without_typst)
    told = run("report", editions, "--to", tmp_path / "r.pdf")
    assert (told.code, "monosashi[report]" in told.err, list(tmp_path.iterdir())) == (2, True, [])
