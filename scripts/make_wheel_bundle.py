"""Puts everything that an installation needs into one zip: our wheel, the locked wheels, their hashes and how to install them.

    python scripts/make_wheel_bundle.py --to dist [--windows] [--extra ldap] [--extra panel] [--extra reading] [--extra report] [--check]

On a machine with a network. The machine that installs needs Python and this file, no network. `--check` installs from the file
into an empty environment as the note says, without looking anywhere else, and runs `monosashi demo --check` from there. What is
locked but has no wheel (python-ldap) is built here from its locked source.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import venv
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
NOTE = ROOT / "docs" / "manual" / "installing-offline.md"
PROJECT = "monosashi"
USUAL_EXTRAS = ("office", "review")

WHEELS, SUMS, REQUIREMENTS = "wheels", "SHA256SUMS", "requirements.txt"
_EARLIEST_IN_A_ZIP = (1980, 1, 1, 0, 0, 0)

WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"}
"""What a Windows machine answers to the markers of requirements."""
FOR_WINDOWS = ("--platform", "win_amd64")


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the bundle, and try it where that is asked for."""
    asked = _asked(arguments)
    with tempfile.TemporaryDirectory(prefix="monosashi-bundle-") as name:
        bundle = make(Path(name), tuple(asked.extra), windows=asked.windows)
        target = asked.to / bundle.name
        asked.to.mkdir(parents=True, exist_ok=True)
        shutil.move(bundle, target)
    print(f"{target} {target.stat().st_size:,} bytes sha256 {_sha256(target)}")
    if asked.check:
        check(target)
        print("installed without a network, and it runs")
    return 0


def make(work: Path, extras: Sequence[str], *, windows: bool) -> Path:
    """The zip, in a working folder. Raises CalledProcessError where a locked file cannot be had or has another hash."""
    content, pip = work / "content", _pip(work / "tools")
    wheels = content / WHEELS
    wheels.mkdir(parents=True)
    own = _own_wheel(wheels)
    locked = _locked(needed((*USUAL_EXTRAS, *extras), WINDOWS if windows else {}))
    (work / "locked.txt").write_text("".join(locked.values()), encoding="utf-8")
    _download(pip, work / "locked.txt", wheels, windows=windows)
    lines = [_pinned(wheel) for wheel in sorted(wheels.iterdir())]
    (content / REQUIREMENTS).write_text("".join(lines), encoding="utf-8")
    shutil.copy(NOTE, content / NOTE.name)
    _write_sums(content)
    kind = "windows" if windows else sys.platform
    return _zipped(
        content, work / f"{own.name.split('-py3')[0]}-{kind}-py{sys.version_info[0]}{sys.version_info[1]}.zip"
    )


def check(bundle: Path) -> None:
    """Install from the bundle into an empty environment, offline, and start the city. Raises CalledProcessError, ValueError."""
    with tempfile.TemporaryDirectory(prefix="monosashi-install-") as name:
        folder = Path(name)
        with zipfile.ZipFile(bundle) as archive:
            archive.extractall(folder)
        _hold_sums(folder)
        pip = _pip(folder / "venv")
        options = ("--no-index", "--require-hashes", "--find-links", str(folder / WHEELS))
        nowhere = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
        nowhere["PIP_CONFIG_FILE"] = os.devnull
        _run((*pip, "install", "--quiet", *options, "-r", str(folder / REQUIREMENTS)), environment=nowhere)
        _run((*pip, "check"), environment=nowhere)
        _run((str(folder / "venv" / "bin" / PROJECT), "demo", "--check"), cwd=folder, environment=nowhere)


def needed(extras: Iterable[str], environment: Mapping[str, str]) -> frozenset[str]:
    """Names of the distributions that the project needs with these extras on a machine that answers like this, itself left out.

    Read from what is installed here; what only another system needs is not, and is taken to need nothing more.
    """
    seen: set[tuple[str, str]] = set()
    waiting = [(PROJECT, extra) for extra in ("", *extras)]
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        for one in _requirements(name):
            if one.marker is None or one.marker.evaluate({**environment, "extra": extra}):
                waiting += [(canonicalize_name(one.name), more) for more in ("", *one.extras)]
    return frozenset(name for name, _ in seen) - {PROJECT}


def _requirements(name: str) -> list[Requirement]:
    try:
        return [Requirement(line) for line in requires(name) or ()]
    except PackageNotFoundError:
        return []


def _locked(names: frozenset[str]) -> dict[str, str]:
    """The lines of the lock for these names, without markers: whoever is named is wanted. Raises ValueError for one not locked."""
    entries = LOCK.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    found = {canonicalize_name(Requirement(entry.split("--hash")[0]).name): entry for entry in entries if entry.strip()}
    if missing := sorted(names - found.keys()):
        raise ValueError(missing)
    return {name: _without_marker(entry) for name, entry in sorted(found.items()) if name in names}


def _without_marker(entry: str) -> str:
    pin, *hashes = entry.split("--hash")
    return f"{pin.split(';')[0].strip()} {' '.join(f'--hash{each.strip()}' for each in hashes)}\n"


def _pip(environment: Path) -> tuple[str, ...]:
    venv.create(environment, with_pip=True)
    return (str(environment / "bin" / "python"), "-m", "pip", "--disable-pip-version-check")


def _own_wheel(target: Path) -> Path:
    _run((sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(target)), cwd=ROOT)
    return next(target.glob(f"{PROJECT}-*.whl"))


def _download(pip: Sequence[str], locked: Path, target: Path, *, windows: bool) -> None:
    """Wheels as they are locked; where there is none, one built from the locked source."""
    hashed = ("--quiet", "--no-deps", "--require-hashes", "-r", str(locked))
    if windows:
        _run((*pip, "download", "--only-binary", ":all:", *FOR_WINDOWS, *hashed, "--dest", str(target)))
    else:
        _run((*pip, "wheel", "--prefer-binary", *hashed, "--wheel-dir", str(target)))


def _pinned(wheel: Path) -> str:
    name, version, *_ = wheel.name.split("-")
    extras = f"[{','.join(USUAL_EXTRAS)}]" if name == PROJECT else ""
    return f"{name}{extras}=={version} --hash=sha256:{_sha256(wheel)}\n"


def _write_sums(content: Path) -> None:
    files = sorted(path for path in content.rglob("*") if path.is_file())
    lines = [f"{_sha256(path)}  {path.relative_to(content).as_posix()}\n" for path in files]
    (content / SUMS).write_text("".join(lines), encoding="utf-8")


def _hold_sums(folder: Path) -> None:
    for line in (folder / SUMS).read_text(encoding="utf-8").splitlines():
        told, name = line.split("  ", 1)
        if _sha256(folder / name) != told:
            raise ValueError(name)


def _zipped(content: Path, target: Path) -> Path:
    """The same files give the same bytes."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(path for path in content.rglob("*") if path.is_file()):
            archive.writestr(
                zipfile.ZipInfo(path.relative_to(content).as_posix(), _EARLIEST_IN_A_ZIP), path.read_bytes()
            )
    return target


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _run(command: Sequence[str], cwd: Path | None = None, environment: Mapping[str, str] | None = None) -> None:
    subprocess.run(command, cwd=cwd, env=environment, check=True)  # noqa: S603 -- our own commands


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path, default=ROOT / "dist", help="folder that the zip is written to")
    parser.add_argument(
        "--extra",
        action="append",
        default=[],
        choices=("ldap", "panel", "reading", "report"),
        help="what is added to the usual parts",
    )
    parser.add_argument("--windows", action="store_true", help="for Windows instead of a machine like this one")
    parser.add_argument("--check", action="store_true", help="install from the file, offline, and start the city")
    asked = parser.parse_args(arguments)
    if asked.windows and (asked.check or asked.extra):
        parser.error("--windows goes without --check and --extra: both are done on a machine of that kind")
    return asked


if __name__ == "__main__":
    sys.exit(main())
