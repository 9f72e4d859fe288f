"""GLOSSARY and ARCHITECTURE stay true to the code."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from enum import StrEnum

import pytest

import monosashi
import monosashi.core
from architecture.repository import ROOT

GLOSSARY = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")


def core_types() -> Iterator[type]:
    for module_info in pkgutil.iter_modules(monosashi.core.__path__, "monosashi.core."):
        module = importlib.import_module(module_info.name)
        for _, value in inspect.getmembers(module, inspect.isclass):
            if value.__module__ == module.__name__ and (is_dataclass(value) or issubclass(value, StrEnum)):
                yield value


@pytest.mark.parametrize("named", sorted({t.__name__ for t in core_types()}))
def test_every_type_of_the_core_stands_in_the_glossary(named: str) -> None:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", named).lower()
    assert f"`{words}`" in GLOSSARY


@pytest.mark.parametrize("member", sorted({m.value for t in core_types() if issubclass(t, StrEnum) for m in t}))
def test_every_coded_word_of_the_core_stands_in_the_glossary(member: str) -> None:
    assert f"`{member}`" in GLOSSARY


def test_every_identifier_of_the_glossary_is_used_in_the_code() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    words = set(re.findall(r"\w+", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", source).lower()))
    identifiers = {name for row in GLOSSARY.splitlines() if row.startswith("|") for name in re.findall(r"`(\w+)`", row)}
    assert identifiers - words == set()


def test_every_place_in_the_architecture_table_exists() -> None:
    places = re.findall(r"^\| [^|]+ \| `([^`]+)`", ARCHITECTURE, flags=re.MULTILINE)
    assert places
    assert [place for place in places if not (ROOT / place).exists()] == []


def test_every_room_stands_in_the_architecture_table() -> None:
    rooms = {module.name for module in pkgutil.iter_modules(monosashi.__path__) if module.ispkg}
    assert {room for room in rooms if f"`src/monosashi/{room}/" not in ARCHITECTURE} == set()
