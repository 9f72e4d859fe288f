# ruff: noqa: PLC0415, T201 -- Django is set up before anything of it is imported; what is told is printed
"""An office in a folder on a small disk of its own, which is filled up. Run by test_disk_full, where a disk can be mounted.

The one line that is told says what each act answered, and what was another than before once there was room again. While another
connection keeps SQLite's file open, as the worker's does, pages can still be read; `alone` it cannot. On PostgreSQL the database is
on another disk, and only files fail.
"""

import json
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
HOME = Path(os.environ["MONOSASHI_HOME"])
BALLAST = HOME / "ballast"


def filled_up() -> None:
    """Not a byte is left on the disk."""
    from django.db import connection

    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
    with BALLAST.open("wb", buffering=0) as target:
        for size in (1_000_000, 4096, 1):
            try:
                while True:
                    target.write(b"\0" * size)
            except OSError:
                continue


def browser(name: str) -> Any:
    from django.test import Client

    from monosashi.office.accounts.models import Staff

    client = Client(raise_request_exception=False, headers={"host": "localhost"})
    client.force_login(Staff.objects.get(username=name))
    return client


def acts(water: Any, office: Any) -> Mapping[str, Callable[[], Any]]:
    """Everything that writes, as browsers send it."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.db import connection

    sheet, excel = "/rounds/1/sheets/n-1/", "/rounds/1/excel/in/"
    typed = {"cell:result/result": "書き直した。", "was:result/result": "実施した。"}
    small, large = one_act.PDF * 1000, b"PK\x03\x04" + b"\0" * 3_000_000
    chosen = {"sheets": offered()}

    def sent(client: Any, address: str, field: str, name: str, raw: bytes) -> Any:
        return client.post(address, {field: SimpleUploadedFile(name, raw)})

    of_files: dict[str, Callable[[], Any]] = {
        "evidence": lambda: sent(water, f"{sheet}evidence/", "file", "完了届.pdf", small),
        "large evidence": lambda: sent(water, f"{sheet}evidence/", "file", "大.xlsx", large),
        "large workbook": lambda: sent(office, excel, "workbook", "大.xlsx", large),
    }
    if connection.vendor == "postgresql":
        return of_files
    return of_files | {
        "workbook": lambda: sent(office, excel, "workbook", "回答.xlsx", small),
        "saving": lambda: water.post(f"{sheet}save/", typed),
        "saving by script": lambda: water.post(f"{sheet}save/", typed, headers={"accept": "application/json"}),
        "handing on": lambda: water.post(f"{sheet}submit/"),
        "bulk acceptance": lambda: office.post("/rounds/1/check/all/", chosen),
        "logging out": lambda: water.post("/session/log-out/"),
    }


def offered() -> list[str]:
    from monosashi.office.rounds.models import Sheet

    rows = Sheet.objects.filter(state="submitted").values_list("node", "version")
    return [f"{node}:{version}" for node, version in rows]


def answered(response: Any) -> list[Any]:
    """The status, and whether somebody reads that there is no room."""
    page = response.content.decode()
    return [response.status_code, any(said in page for said in ("空きがないか、書き込めません", "空きがないため"))]


def tried(acts: Mapping[str, Callable[[], Any]]) -> dict[str, Any]:
    """Each act on the full disk; what is another than before when there is room again."""
    from django.db import connection

    before = one_act.look()
    filled_up()
    told = {name: answered(act()) for name, act in acts.items()}
    connection.close()
    BALLAST.unlink()
    after = one_act.look()
    changed = {name: [before[name], after[name]] for name in before if before[name] != after[name]}
    return {"acts": told, "changed": changed, "whole": is_whole()}


def is_whole() -> bool:
    from django.db import connection

    if connection.vendor == "postgresql":
        return True
    return bool(connection.cursor().execute("PRAGMA integrity_check").fetchone()[0] == "ok")


def main() -> None:
    """Everything once on a full disk, then once with room."""
    import sqlite3

    from django.conf import settings
    from django.db import connection

    tempfile.gettempdir()  # chosen now: on a full disk another one would be
    one_act.prepare()
    one_act.save()
    one_act.prepare_accepting(("n-2",))
    water, office = browser("water"), browser("first")
    reading = {"reading": lambda: water.get("/rounds/1/sheets/n-1/")}
    found: dict[str, Any] = {}
    other = None
    if connection.vendor == "sqlite":
        found |= {"alone": tried({**reading, "saving": acts(water, office)["saving"]})}
        other = sqlite3.connect(settings.INSTALLATION.sqlite_file)
        other.execute("SELECT COUNT(*) FROM rounds_sheet").fetchall()
    found |= {"first": tried({**reading, **acts(water, office)})}
    found |= {"again": [answered(act())[0] for name, act in acts(water, office).items() if name != "logging out"]}
    if connection.vendor == "sqlite":
        one_act.prepare_closing()
        closing = {"closing": lambda: office.post("/rounds/1/closing/close/", {"label": ""})}
        found |= {"closing": tried(closing), "closed": answered(closing["closing"]())[0]}
    print(json.dumps(found | {"left": one_act.look()}))
    if other is not None:
        other.close()


if __name__ == "__main__":
    import django

    sys.path.insert(0, str(HERE.parents[1]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "monosashi.office.config.settings")
    django.setup()
    from office.rounds import one_act

    main()
