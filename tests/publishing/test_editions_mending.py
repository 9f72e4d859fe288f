"""A command that is cut short between two files leaves nothing that the next one cannot deal with, and it says how."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from monosashi.core.messages import InvalidInput
from monosashi.exchange.file_bytes import save_bytes
from monosashi.publishing import corrections, editions_folder
from monosashi.publishing.corrections import correct, withdraw
from monosashi.publishing.editions_chain import CHAIN, read_chain
from monosashi.publishing.editions_folder import freeze
from monosashi.publishing.editions_verification import verify
from monosashi.wording import render
from publishing.edition_folders import DAY, FIRST, SECOND, THIRD, content, files_in, sasebo, with_result

pytestmark = pytest.mark.slow  # every test judges a real plan


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The first edition, and the second written without being named in the chain: the machine went off between the two."""
    editions = tmp_path / "editions"
    plan = sasebo()
    freeze(content(with_result(plan, "初め。")), editions, created=DAY)
    chain = (editions / CHAIN).read_bytes()
    freeze(content(plan), editions, created=DAY)
    (editions / CHAIN).write_bytes(chain)
    return editions


def whys(folder: Path) -> list[tuple[str, str]]:
    return [(problem.place, problem.why.id.removeprefix("publishing.")) for problem in verify(folder).problems]


def test_verify_names_what_was_cut_short_and_says_what_to_do(folder: Path) -> None:
    assert whys(folder) == [(SECOND, "unfinished")]
    assert "もう一度 freeze" in render(verify(folder).problems[0].remedy, "ja")


def test_freezing_the_same_again_finishes_it_with_the_same_bytes(folder: Path) -> None:
    raw = (folder / SECOND).read_bytes()
    frozen = freeze(content(sasebo()), folder, created=DAY)
    assert (frozen.link.number, frozen.link.file) == (2, SECOND)
    assert [render(sentence, "ja") for sentence in frozen.mended] == [
        f"前回、途中で止まっていた版（{SECOND}）を、同じ内容なのでそのまま版として採りました。"
    ]
    assert (folder / SECOND).read_bytes() == raw
    assert whys(folder) == []


def test_freezing_something_else_sets_it_aside_and_deletes_nothing(folder: Path) -> None:
    raw = (folder / SECOND).read_bytes()
    frozen = freeze(content(with_result(sasebo(), "別の内容。")), folder, created=DAY)
    assert frozen.link.number == 2
    assert [sentence.id for sentence in frozen.mended] == ["publishing.set_aside"]
    assert (folder / f"{SECOND}.unfinished").read_bytes() == raw
    assert whys(folder) == []


def test_a_correction_is_not_taken_for_a_plain_edition_that_was_cut_short(folder: Path) -> None:
    frozen = correct(content(sasebo()), folder, corrects=1, reason="転記の誤り", created=DAY)
    assert [sentence.id for sentence in frozen.mended] == ["publishing.set_aside"]
    assert whys(folder) == []


def test_a_file_that_does_not_continue_the_chain_is_left_as_it_is(folder: Path) -> None:
    (folder / SECOND).rename(folder / THIRD)
    (folder / THIRD).write_bytes((folder / FIRST.replace("provisional", "settled")).read_bytes())
    before = files_in(folder)
    with pytest.raises(InvalidInput, match="unlisted"):
        freeze(content(sasebo()), folder, created=DAY)
    assert files_in(folder) == before


def test_a_withdrawal_that_was_cut_short_is_named_and_finished_by_the_next_command(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    freeze(content(sasebo()), folder, created=DAY)

    def killed_after_the_chain(raw: bytes, path: Path) -> None:
        if path.name != CHAIN:
            raise Killed
        save_bytes(raw, path)

    with monkeypatch.context() as patched:
        patched.setattr(corrections, "save_bytes", killed_after_the_chain)
        with pytest.raises(Killed):
            withdraw(1, folder, reason="誤り", day=DAY)
    first = read_chain(folder)[0].file
    assert whys(folder) == [(first, "withdrawal_unfinished")]
    frozen = freeze(content(with_result(sasebo(), "次。")), folder, created=DAY)
    assert [sentence.id for sentence in frozen.mended] == ["publishing.withdrawal_finished"]
    assert whys(folder) == []


def test_a_freeze_that_is_killed_before_the_chain_is_finished_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(raw: bytes, path: Path) -> None:
        if path.name == CHAIN:
            monkeypatch.setattr(Path, "unlink", lambda *_, **__: None)  # a dead process removes nothing
            raise Killed
        path.write_bytes(raw)

    with monkeypatch.context() as patched:
        patched.setattr(editions_folder, "save_bytes", killed)
        with pytest.raises(Killed):
            freeze(content(sasebo()), tmp_path, created=DAY)
    monkeypatch.undo()
    frozen = freeze(content(sasebo()), tmp_path, created=DAY)
    assert [sentence.id for sentence in frozen.mended] == ["publishing.adopted"]
    assert whys(tmp_path) == []


def test_two_freezes_at_once_both_become_editions_one_after_the_other(tmp_path: Path) -> None:
    contents = [content(with_result(sasebo(), f"{at}回目。")) for at in range(4)]
    with ThreadPoolExecutor(len(contents)) as pool:
        frozen = list(pool.map(lambda each: freeze(each, tmp_path, created=DAY), contents))
    assert sorted(each.link.number for each in frozen) == [1, 2, 3, 4]
    assert whys(tmp_path) == []
