"""Facts about the repository that nobody has to remember."""

import re
import tomllib
from pathlib import Path

from architecture.repository import ROOT, tracked_files, tracked_text

PYTHON_FILES = tuple(path for path in tracked_files() if path.suffix == ".py")
LEFTOVER_NAMES = {"utils", "helpers", "common", "misc", "manager", "util", "helper"}


def test_a_python_file_has_at_most_400_lines() -> None:
    lines = {str(path): len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in PYTHON_FILES}
    assert {path: count for path, count in lines.items() if count > 400} == {}


def test_no_file_or_folder_is_named_for_leftovers() -> None:
    assert [path for path in tracked_files() if {part.split(".")[0] for part in path.parts} & LEFTOVER_NAMES] == []


def test_the_lock_has_a_hash_for_every_package_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", lock.strip())
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in lock


def test_the_resolvers_own_lock_is_not_tracked() -> None:
    assert Path("uv.lock") not in tracked_files()


def test_every_dependency_has_its_reason_on_its_line() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    groups = (
        tables["project"]["dependencies"],
        *tables["project"]["optional-dependencies"].values(),
        *tables["dependency-groups"].values(),
    )
    declared = [dependency for group in groups for dependency in group]
    assert [name for name in declared if not re.search(rf'"{re.escape(name)}",\s+# \S', text)] == []


def test_no_path_of_a_machine_and_no_registry_stands_in_a_file() -> None:
    registry = "|".join(("py" + "pi.org", "python" + "hosted", "npm" + "js.(org|com)", "deb" + "ian.org"))
    pattern = re.compile(rf"/(root|home|work)/\w|{registry}")
    assert [str(path) for path, text in tracked_text() if pattern.search(text)] == []
