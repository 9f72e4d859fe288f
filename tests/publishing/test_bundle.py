"""A bundle: the same bytes each time, every harm found and named, unpacked whole or not at all."""

import errno
import io
import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from monosashi.core.messages import InvalidInput, message
from monosashi.publishing.bundle.manifest import bundle_files
from monosashi.publishing.bundle.packing import pack
from monosashi.publishing.bundle.verification import read_bundle, unpack
from monosashi.publishing.editions import canonical, digest
from monosashi.publishing.open_data.licences import licences
from monosashi.publishing.open_data.making import open_data
from monosashi.publishing.output_files import OutputFile, save_folder
from monosashi.publishing.public_editions import PublicFolder, read_public_editions
from planted_persons import traces_in_folder
from publishing.public_folders import freeze_city, planted_folder

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("bundle")]  # judges a real plan

PAGE = OutputFile("index.html", "<!doctype html><title>計画</title>".encode())
ACTUALS = "open-data/tables/actuals.csv"


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return freeze_city("sasebo", tmp_path_factory.mktemp("editions"))


def bundle_of(folder: PublicFolder) -> bytes:
    return pack(bundle_files({"site": (PAGE,), "open-data": open_data(folder, licences()[0])}, folder))


@pytest.fixture(scope="module")
def raw(editions: Path) -> bytes:
    return bundle_of(read_public_editions(editions))


@pytest.fixture
def bundle(raw: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "公開用.zip"
    path.write_bytes(raw)
    return path


def found(path: Path) -> list[tuple[str, str]]:
    """Place and reason of everything that is wrong, whether it was refused or told."""
    try:
        problems = read_bundle(path).problems
    except InvalidInput as error:
        problems = error.problems
    return [(p.place.removeprefix(path.name).removeprefix(": "), p.why.id.removeprefix("bundle.")) for p in problems]


def test_the_same_editions_make_the_same_bytes(editions: Path, raw: bytes) -> None:
    assert bundle_of(read_public_editions(editions)) == raw


def test_a_bundle_that_nobody_touched_is_whole_and_names_its_editions(bundle: Path, editions: Path, raw: bytes) -> None:
    read = read_bundle(bundle)
    assert (read.problems, read.sha256) == ((), digest(raw))
    assert (read.manifest.municipality, read.manifest.plan) == ("佐世保市", "佐世保市DX戦略実行計画")
    (edition,) = read.manifest.editions
    assert edition["sha256"] == digest((editions / "0001-2022-provisional.edition.json").read_bytes())


def test_any_changed_byte_is_found(bundle: Path, raw: bytes) -> None:
    for position in range(0, len(raw), len(raw) // 400):
        bundle.write_bytes(raw[:position] + bytes([raw[position] ^ 1]) + raw[position + 1 :])
        assert found(bundle), position


def test_a_changed_byte_in_a_file_is_named_with_the_file(bundle: Path, raw: bytes) -> None:
    at = raw.index(b",2022,100.0,")
    bundle.write_bytes(raw[: at + 6] + b"2" + raw[at + 7 :])
    assert [(place.startswith("open-data/tables/"), why) for place, why in found(bundle)] == [(True, "changed")]


Files = dict[str, bytes]


def files_of(raw: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Files) -> bytes:
    return pack(OutputFile(name, content) for name, content in files.items())


def swap(files: Files) -> bytes:
    return packed(files | {ACTUALS: files[ACTUALS].replace(b"100.0", b"200.0")})


def drop(files: Files) -> bytes:
    return packed({name: content for name, content in files.items() if name != ACTUALS})


def add(files: Files) -> bytes:
    return packed(files | {"site/extra.html": b"<script>"})


def newer(files: Files) -> bytes:
    manifest = json.loads(files["manifest.json"]) | {"version": 2}
    return packed(files | {"manifest.json": canonical(manifest)})


def without_manifest(files: Files) -> bytes:
    return packed({name: content for name, content in files.items() if name != "manifest.json"})


def in_front(files: Files) -> bytes:
    return b"#!/bin/sh\n" + packed(files)


def behind(files: Files) -> bytes:
    return packed(files) + b"more"


def with_member(name: str, mode: int = stat.S_IFREG | 0o644, *, deflated: bool = False) -> Callable[[Files], bytes]:
    def harm(files: Files) -> bytes:
        target = io.BytesIO(packed(files))
        with zipfile.ZipFile(target, "a") as archive:
            info = zipfile.ZipInfo(name)
            info.create_system, info.external_attr = 3, mode << 16
            archive.writestr(info, b"0" * 5_000_000, zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED)
        return target.getvalue()

    return harm


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (swap, [(ACTUALS, "changed"), ("SHA256SUMS", "changed")]),
        (drop, [(ACTUALS, "file_missing"), ("SHA256SUMS", "changed")]),
        (add, [("site/extra.html", "file_extra"), ("SHA256SUMS", "changed")]),
        (newer, [("", "newer_version")]),
        (without_manifest, [("", "no_manifest")]),
        (in_front, [("", "bytes_between")]),
        (behind, [("", "bytes_between")]),
        (with_member("../outside.txt"), [("../outside.txt", "leads_elsewhere")]),
        (with_member("/etc/outside.txt"), [("/etc/outside.txt", "leads_elsewhere")]),
        (with_member("site/C:evil.txt"), [("site/C:evil.txt", "unsafe_name")]),
        (with_member("site/CON.html"), [("site/CON.html", "unsafe_name")]),
        (with_member("SITE/index.html"), [("site/index.html", "name_twice"), ("SITE/index.html", "name_twice")]),
        (with_member("site/link", stat.S_IFLNK | 0o777), [("site/link", "not_a_file")]),
        (with_member("site/bomb.html", deflated=True), [("site/bomb.html", "compressed"), ("", "swollen")]),
    ],
)
def test_harm_is_found_and_named(
    harm: Callable[[Files], bytes], told: list[tuple[str, str]], bundle: Path, raw: bytes, tmp_path: Path
) -> None:
    bundle.write_bytes(harm(files_of(raw)))
    assert found(bundle) == told
    with pytest.raises(InvalidInput):
        unpack(bundle, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == [bundle.name]


def test_a_size_that_lies_is_refused_before_anything_is_read(bundle: Path, raw: bytes) -> None:
    directory = raw.rindex(b"PK\x01\x02")
    lie = (4_000_000_000).to_bytes(4, "little")
    bundle.write_bytes(raw[: directory + 20] + lie + lie + raw[directory + 28 :])
    assert ("", "swollen") in found(bundle)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_bundle_is_told_so(content: bytes, bundle: Path) -> None:
    bundle.write_bytes(content)
    assert [why for _, why in found(bundle)] in (["not_a_zip"], ["no_manifest"])


def test_what_is_unpacked_is_what_was_packed(bundle: Path, raw: bytes, tmp_path: Path) -> None:
    unpack(bundle, tmp_path / "out")
    there = {
        p.relative_to(tmp_path / "out").as_posix(): p.read_bytes() for p in (tmp_path / "out").rglob("*") if p.is_file()
    }
    assert there == files_of(raw)


def test_unpacking_again_replaces_only_what_was_unpacked_before(bundle: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    unpack(bundle, target)
    (target / "site" / "index.html").write_bytes(b"changed here")
    unpack(bundle, target)
    assert (target / "site" / "index.html").read_bytes() == PAGE.raw
    (target / "覚書.txt").write_text("mine", "utf-8")
    with pytest.raises(InvalidInput) as refused:
        unpack(bundle, target)
    assert [(Path(p.place).name, p.why.id) for p in refused.value.problems] == [("覚書.txt", "output.not_ours")]
    assert (target / "覚書.txt").read_text("utf-8") == "mine"


def test_a_folder_that_is_a_link_or_a_file_is_not_written_through(bundle: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link, file = tmp_path / "link", tmp_path / "file"
    link.symlink_to(elsewhere)
    file.write_bytes(b"before")
    for target in (link, file):
        with pytest.raises(InvalidInput) as refused:
            unpack(bundle, target)
        assert refused.value.problems[0].why.id == "output.not_a_folder"
    assert (list(elsewhere.iterdir()), file.read_bytes()) == ([], b"before")


def test_a_name_that_some_computer_cannot_hold_is_never_packed() -> None:
    for name in ("../a", "a//b", "a\\b", "nul", "a:b", "a/b."):
        with pytest.raises(ValueError, match=r"\S"):
            pack([OutputFile(name, b"")])


def test_nobody_planted_in_an_edition_is_found_in_a_bundle(editions: Path, tmp_path: Path) -> None:
    (tmp_path / "bundle.zip").write_bytes(bundle_of(planted_folder(editions)))
    assert traces_in_folder(tmp_path) == []


def test_a_folder_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "out"
    save_folder([OutputFile("SHA256SUMS", b""), PAGE], target)
    with pytest.raises(InvalidInput):
        save_folder([OutputFile("SHA256SUMS", b"")], target)  # its list names nothing, so the page is not ours
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]
    assert (target / "index.html").read_bytes() == PAGE.raw


def test_a_bundle_that_may_not_be_read_is_told_by_the_right_that_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "公開用.zip"
    path.write_bytes(b"")

    def refused(_: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)
    with pytest.raises(InvalidInput) as caught:
        read_bundle(path)
    (problem,) = caught.value.problems
    assert problem.why == message("bundle.unreadable", reason=message("file.reason.no_right"))
    assert problem.remedy == message("file.check_rights")
