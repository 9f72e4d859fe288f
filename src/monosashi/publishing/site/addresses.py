"""Where pages stand. An address never changes: `measures/<id>/` is the newest word on a measure, `editions/3/measures/<id>/` one to cite.

Every address is a folder with an `index.html`. Links are relative, so a site can stand anywhere.
"""

import re
from dataclasses import dataclass

from monosashi.wording import LANGUAGES, Language

OVERVIEW = ""
TREE = "tree/"
MEASURES = "measures/"
DEPARTMENTS = "departments/"
GRADES = "grades/"
LIFE_CYCLE = "life-cycle/"
CHANGES = "changes/"
EDITIONS = "editions/"
REPORTS = "reports/"
GLOSSARY = "glossary/"
DATA = "data/"
ACCESSIBILITY = "accessibility/"
SEARCH = "search/"


@dataclass(frozen=True, slots=True)
class Address:
    """One page. `edition` is the number of the edition for a page to cite, None for the newest state."""

    language: Language
    place: str
    edition: int | None = None

    @property
    def folder(self) -> str:
        """From the top of the site, with a slash at the end; "" for the first page."""
        of_language = "" if self.language == LANGUAGES[0] else f"{self.language}/"
        of_edition = "" if self.edition is None else f"{EDITIONS}{self.edition}/"
        return f"{of_language}{of_edition}{self.place}"

    @property
    def file(self) -> str:
        """The file that the page is."""
        return f"{self.folder}index.html"

    @property
    def top(self) -> str:
        """The way from here to the top of the site."""
        return up(self.folder)

    @property
    def home(self) -> str:
        """The way from here to the first page of the same edition and language."""
        return up(self.place)

    def way_to(self, other: "Address") -> str:
        """A relative link from here."""
        return f"{self.top}{other.folder}" or "./"


def up(folder: str) -> str:
    """As many steps up as the folder is deep; "" for none."""
    return "../" * folder.count("/")


def measure_place(node: str) -> str:
    """The page of a measure."""
    return f"{MEASURES}{node}/"


def node_place(node: str) -> str:
    """The page of a field or group."""
    return f"nodes/{node}/"


def department_place(department: str) -> str:
    """The page of a department."""
    return f"{DEPARTMENTS}{department}/"


_REPORT = re.compile(rf"(?:\w+/)?{REPORTS}report-(?P<edition>\d+)\.pdf")


def report_place(edition: int) -> str:
    """The report in PDF of an edition: `reports/report-3.pdf`, in another language below its folder."""
    return f"{REPORTS}report-{edition}.pdf"


def edition_of_report(name: str) -> int | None:
    """Of which edition a file of the site is the report; None for every other file."""
    found = _REPORT.fullmatch(name)
    return int(found["edition"]) if found else None
