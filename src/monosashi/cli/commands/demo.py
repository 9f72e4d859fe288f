"""`monosashi demo`: a whole city on this machine, in a temporary folder that goes with it."""

import shutil
import socket
import sys
import tempfile
import threading
import time
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from monosashi.cli.office_start import installation_in_force, operation, start
from monosashi.cli.printing import print_sheets_as
from monosashi.cli.session import ExitCode, Format, Session, write_error, write_out
from monosashi.cli.sheets import Column, Row, Sheet

Check = Annotated[bool, typer.Option("--check", help="cli.demo.option.check")]


def command(ctx: typer.Context, *, check: Check = False) -> int:
    """Run it. With --check: exit code 1 where a page is broken."""
    session: Session = ctx.obj
    began = time.monotonic()
    home = Path(tempfile.mkdtemp(prefix="monosashi-demo-"))
    try:
        return _run(home, session, began, check=check)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _run(home: Path, session: Session, began: float, *, check: bool) -> int:
    (home / "office.toml").write_text(_settings(), encoding="utf-8")
    start(home, session)
    people = _settle()
    stop = threading.Event()
    codes: list[int] = []

    def ready() -> None:
        seconds = f"{time.monotonic() - began:.1f}"
        _introduce(people, session, seconds)
        if check:
            threading.Thread(target=_look_at_everything, args=(people, session, stop, codes)).start()

    told = operation("serving").serve(installation_in_force(), with_worker=True, ready=ready, stop=stop)
    if not told:
        write_error(session.text("cli.demo.not_started"))
        return ExitCode.DEFECT
    return max(codes, default=ExitCode.FINE)


def _settle() -> Any:  # noqa: ANN401 -- the people of the sample city
    import_module("django.core.management").call_command("migrate", interactive=False, verbosity=0)
    example = operation("example_city")
    return example.settle(example.example_plan())


def _look_at_everything(people: Any, session: Session, stop: threading.Event, codes: list[int]) -> None:  # noqa: ANN401
    try:
        codes.append(checked(operation("serving").address(installation_in_force()), people, session))
    except Exception as error:
        codes.append(ExitCode.DEFECT)
        write_error(session.text("cli.defect", kind=type(error).__name__, detail=str(error)))
    finally:
        stop.set()


def checked(home: str, people: Any, session: Session) -> int:  # noqa: ANN401 -- the people of the sample city
    """Somebody in each role follows every link. FOUND where a page is broken, and says which."""
    if _broken(home, people, session):
        return ExitCode.FOUND
    write_out(session.text("cli.demo.fine"))
    return ExitCode.FINE


def _broken(home: str, people: Any, session: Session) -> list[object]:  # noqa: ANN401 -- the people of the sample city
    crawling = operation("crawling")
    found: list[object] = []
    walked = crawling.Walk()
    for inhabitant in people:
        role = session.word(inhabitant.role)
        browser = crawling.Browser(home)
        browser.log_in(inhabitant.username, inhabitant.password)
        walk = browser.walk(walked)
        write_out(session.text("cli.demo.fetched", role=role, pages=walk.opened))
        for each in walk.broken:
            told = {"address": each.address, "status": str(each.status), "origin": each.origin}
            write_error(session.text("cli.demo.page_broken", role=role, **told))
        found += walk.broken
        walked = walk
    return found


def _introduce(people: Any, session: Session, seconds: str) -> None:  # noqa: ANN401 -- the people of the sample city
    write_out(session.text("cli.demo.running", address=operation("serving").address(installation_in_force())))
    write_out(session.text("cli.demo.started", seconds=seconds))
    headings = ("role", "username", "password", "department")
    columns = tuple(Column(session.text(f"cli.demo.{heading}")) for heading in headings)
    rows = tuple(Row((session.word(one.role), one.username, one.password, one.department)) for one in people)
    print_sheets_as(Format.TABLE, (Sheet("", columns, rows),))
    write_out(session.text("cli.demo.stop"))
    sys.stdout.flush()


def _settings() -> str:
    return f'https = false\nlisten = "127.0.0.1:{_free_port()}"\nserver_workers = 1\nlog_requests = false\n[log_in]\nsecond_factor = "optional"\n'


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
