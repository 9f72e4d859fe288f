"""What somebody tells of a line of the register, of a class, of what is to become of a document (`entering/told.py`)."""

from dataclasses import dataclass
from datetime import date

from monosashi.office.entering.told import Told


@dataclass(frozen=True, slots=True)
class EntryTold(Told):
    """A line. `record_class` is a key, `department` a code; `years` None: permanent; `mode` a name, "" not told."""

    title: str
    record_class: int
    department: str
    fiscal_year: int
    years: int | None
    begins_on: date
    original: str
    at_end: str
    mode: str = ""
    approval_number: str = ""
    approval_day: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClassTold(Told):
    """A class. `years` None: permanent. `suggested_for` are kinds of documents."""

    code: str
    name: str
    years: int | None
    at_end: str
    suggested_for: tuple[str, ...] = ()
    out_of_use_since: date | None = None


@dataclass(frozen=True, slots=True)
class EndingTold(Told):
    """What is proposed for a document and why; `years` by which it is extended, None for no extension."""

    outcome: str
    reason: str
    years: int | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """A document to be registered in a class (its key)."""

    kind: str
    key: str
    record_class: int
