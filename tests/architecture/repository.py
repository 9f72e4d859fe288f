"""The files of the repository, as git tracks or would track them."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def tracked_files() -> tuple[Path, ...]:
    """Paths, relative to the root, of every file that is tracked or new and not ignored."""
    listed = subprocess.run(
        ("git", "ls-files", "--cached", "--others", "--exclude-standard"),
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return tuple(path for path in map(Path, listed.splitlines()) if (ROOT / path).is_file())


def tracked_text() -> Iterator[tuple[Path, str]]:
    """Every tracked text file with its contents."""
    for path in tracked_files():
        raw = (ROOT / path).read_bytes()
        if b"\0" not in raw:
            yield path, raw.decode("utf-8")
