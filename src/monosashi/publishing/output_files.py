"""Files that are made for the outside, as values; and onto the disk: the whole folder or nothing of it.

A folder that we wrote holds `SHA256SUMS`, the list of its files, which `sha256sum -c SHA256SUMS` reads. Only such a folder, or an
empty one, is ever replaced; what else stands there stays as it is.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from monosashi.core.messages import InvalidInput, message
from monosashi.exchange.file_bytes import save_bytes
from monosashi.exchange.file_reasons import reason_of
from monosashi.publishing.editions import digest

SUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file. `name` is its path in the folder, with `/` between its parts."""

    name: str
    raw: bytes


def checksums(files: Iterable[OutputFile]) -> OutputFile:
    """The list of the files with their SHA-256, as `sha256sum` writes it, by name."""
    lines = sorted((file.name, digest(file.raw)) for file in files)
    return OutputFile(SUMS, "".join(f"{sha256}  {name}\n" for name, sha256 in lines).encode())


def below(folder: str, files: Iterable[OutputFile]) -> Iterator[OutputFile]:
    """The files, moved into a folder."""
    return (OutputFile(f"{folder}/{file.name}", file.raw) for file in files)


def save_folder(files: Iterable[OutputFile], folder: Path) -> None:
    """Write the files, a list of checksums among them, as the whole contents of the folder.

    Raises InvalidInput where the folder holds something that we did not write, or cannot be written; what stood there still
    stands.
    """
    refuse_foreign(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.", suffix=".new"))
    except OSError as error:
        raise cannot_write(folder, error) from None
    try:
        _write(files, made)
        made.chmod(0o755)
        _put_in_place(made, folder)
    except OSError as error:
        raise cannot_write(folder, error) from None
    finally:
        shutil.rmtree(made, ignore_errors=True)


def save_file(raw: bytes, path: Path) -> None:
    """Write one file, whole or not at all; folders above it are made. Raises InvalidInput where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        save_bytes(raw, path)
    except OSError as error:
        raise cannot_write(path, error) from None


def refuse_foreign(folder: Path) -> None:
    """Raises InvalidInput where the folder is none, or holds something that its own list of checksums does not name."""
    if not folder.exists() and not folder.is_symlink():
        return
    if folder.is_symlink() or not folder.is_dir():
        raise InvalidInput.of(str(folder), message("output.not_a_folder"), message("output.choose_folder"))
    listed = listed_sums(folder)
    known = {SUMS, *listed} if listed else set()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or (not path.is_dir() and name not in known):
            raise InvalidInput.of(str(path), message("output.not_ours"), message("output.choose_folder"))


def listed_sums(folder: Path) -> dict[str, str]:
    """File -> SHA-256 as the folder's list of checksums names them; empty where there is no list."""
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    return {name: sha256 for sha256, _, name in (line.partition("  ") for line in lines)}


def digest_of(path: Path) -> str:
    """The SHA-256 of a file of any size. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def cannot_write(folder: Path, error: OSError) -> InvalidInput:
    """The sentence for a disk that is full or a folder that may not be written."""
    why = message("publishing.cannot_write", reason=reason_of(error))
    return InvalidInput.of(str(folder), why, message("publishing.check_folder"))


def _write(files: Iterable[OutputFile], folder: Path) -> None:
    there = {folder}
    for file in files:
        path = folder / file.name
        if path.parent not in there:
            path.parent.mkdir(parents=True, exist_ok=True)
            there.add(path.parent)
        path.write_bytes(file.raw)


def _put_in_place(made: Path, folder: Path) -> None:
    """One rename where nothing stood; else the old folder steps aside, and comes back where the new one cannot be named."""
    if not folder.exists():
        made.rename(folder)
        return
    aside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.", suffix=".old"))
    old = aside / folder.name
    folder.rename(old)
    try:
        made.rename(folder)
    except BaseException:
        old.rename(folder)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
