"""Names, mail addresses and notes planted wherever somebody could type them, to be looked for in all that is published.

`planted(envelope)` is the envelope of an edition in which

- every text of every record, public or not, ends with a mail address and a mobile number of its own;
- every internal field (and every internal list, where it was empty) also holds a person's name and a note for colleagues;
- every record has keys that nobody allowed, with a name and a note;
- a file of the office stands among the documents, and a year after the edition's has an unfinished answer.

`traces_in(text)` are the planted words that stand in it. A name in the middle of a public sentence cannot be told from a word
by any program: it is not planted there.
"""

import copy
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

from monosashi.publishing.public_fields import WHOLE, decisions, held_by, plan_records

NAME, NAME_LATIN = "架空田 植樹郎", "Kakuuda-Uejuro"
NOTE = "庁内限り・植えた覚書"
MAIL_DOMAIN = "planted.example.lg.jp"
MOBILE = "090-0000-1234"

TRACES = (
    NAME,
    NAME.replace(" ", ""),
    NAME.split(" ")[1],
    NAME_LATIN,
    NAME_LATIN.lower(),
    NOTE,
    MAIL_DOMAIN,
    MOBILE,
    MOBILE.replace("-", ""),
)

UNLISTED_KEYS = ("entered_by", "memo", "kakuuda_uejuro")

_REFERENCES = frozenset(
    {
        *(
            "id",
            "code",
            "at",
            "level",
            "node",
            "department",
            "document",
            "indicator",
            "question",
            "predecessor",
            "axis",
        ),
        *("due", "done", "published", "value"),
    }
)
"""Text fields of the plan that hold ids, symbols of the scheme and days: nobody types a sentence there."""

_TEXTS_BESIDE_THE_PLAN = frozenset({"label", "name", "note", "reason", "unit", "ja", "en"})
"""Text fields of the other records of an envelope."""

_BY_KEY = ("/prose/", "/notes/", "/reference_series/", "/lines/")
"""Lists whose entries a path names by a text."""


def planted(envelope: dict[str, Any]) -> dict[str, Any]:
    """A new envelope with persons wherever they can be entered."""
    made = _in_record(copy.deepcopy(envelope), "Envelope")
    assert isinstance(made, dict)
    year = int(envelope["fiscal_year"])
    _plant_posts(made["plan"])
    _plant_office_file(made["plan"])
    _plant_later_answer(made["plan"], year + 1)
    return made


def traces_in(text: str) -> tuple[str, ...]:
    """The planted words that stand in the text, also where letters are written as `&#x…;` or `\\u…`."""
    plain = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    plain = re.sub(r"&#x([0-9a-fA-F]+);", lambda found: chr(int(found[1], 16)), plain)
    return tuple(trace for trace in (*TRACES, *UNLISTED_KEYS) if trace in plain)


def traces_in_folder(folder: Path) -> list[tuple[str, str]]:
    """File and planted word for each found in the names and contents of all files of a folder; zips are looked into."""
    return [
        (name, trace)
        for name, raw in _contents(folder)
        for trace in traces_in(name + "\n" + raw.decode("utf-8", "replace"))
    ]


def _contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        raw = path.read_bytes()
        yield str(path.relative_to(folder)), raw
        if zipfile.is_zipfile(io.BytesIO(raw)):
            yield from _zipped(path.name, raw)


def _zipped(name: str, raw: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for member in archive.namelist():
            inner = archive.read(member)
            yield f"{name}!{member}", inner
            if zipfile.is_zipfile(io.BytesIO(inner)):
                yield from _zipped(f"{name}!{member}", inner)


def _in_record(held: Any, record: str) -> Any:
    if isinstance(held, list):
        return [_in_record(each, record) for each in held]
    if not isinstance(held, dict) or record == WHOLE:
        return held
    internal, texts = _internal_of(record), _texts_of(record)
    made = {name: _in_field(each, held_by(record, name), typed=name in texts) for name, each in held.items()}
    if record in {"Sentence", "Value"}:
        return made
    made |= dict.fromkeys(internal & texts, f"{NAME}（{NOTE}）")
    return made | dict.fromkeys(UNLISTED_KEYS, f"{NAME} {NAME_LATIN} {NOTE}")


@cache
def _internal_of(record: str) -> frozenset[str]:
    return frozenset(d.field for d in decisions() if d.record == record and not d.public)


@cache
def _texts_of(record: str) -> frozenset[str]:
    """The fields of a record that people type sentences or names into."""
    for kind in plan_records():
        if kind.__name__ == record:
            return frozenset(name for name, hint in get_type_hints(kind).items() if hint is str) - _REFERENCES
    return _TEXTS_BESIDE_THE_PLAN


def _in_field(held: Any, inner: str, *, typed: bool) -> Any:
    if inner:
        return _in_record(held, inner)
    if typed and isinstance(held, str):
        return f"{held} {NAME_LATIN}@{MAIL_DOMAIN} {MOBILE}"
    return held


def _plant_posts(plan: dict[str, Any]) -> None:
    departments = plan.get("departments", ())
    if departments:
        plan["posts"] = [{"id": "post-planted", "name": f"係長 {NAME}", "department": departments[0]["id"]}]


def _plant_office_file(plan: dict[str, Any]) -> None:
    plan["provenance"] = [
        source for source in plan.get("provenance", ()) if not any(part in source["at"] for part in _BY_KEY)
    ]
    plan.setdefault("documents", []).append({"id": "planted-file", "title": f"回答_{NAME}.xlsx"})
    plan["provenance"].append({"at": "name", "document": "planted-file", "cell": f"'{NAME}'!B2", "text": NOTE})


def _plant_later_answer(plan: dict[str, Any], year: int) -> None:
    answers = plan.setdefault("results", [])
    if answers:
        answers.append({"node": answers[0]["node"], "fiscal_year": year, "result": f"{NAME} {NOTE}"})
    for indicator in plan.get("indicators", ())[:3]:
        indicator.setdefault("actuals", []).append({"fiscal_year": year, "value": "1", "note": f"{NAME} {NOTE}"})


def fields_of_plan() -> set[tuple[str, str]]:
    """Record and field of everything that a plan can hold."""
    return {(kind.__name__, field.name) for kind in plan_records() for field in fields(kind)}
