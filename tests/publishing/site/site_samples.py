"""Sites of real plans, made by the command; pages as trees; a server that says what a strict city says."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import html5lib

from cli.command_line import AKITA, NAGASAKI, SASEBO, changed, entry, run
from publishing.public_folders import WITHOUT_REPORTS

YEARS = {AKITA: "2024", SASEBO: "2022", NAGASAKI: "2020"}
PLACES = {"akita": AKITA, "sasebo": SASEBO, "nagasaki": NAGASAKI}
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
NOT_READ = frozenset({"script", "style", "title", "desc"})


@dataclass(frozen=True)
class Page:
    """One page of a site; `name` is its file below the site's folder."""

    name: str
    raw: bytes

    @cached_property
    def _read(self) -> tuple[ET.Element, list[Any]]:
        parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
        with _nothing_collected():
            return parser.parse(self.raw, transport_encoding="utf-8"), parser.errors

    @property
    def tree(self) -> ET.Element:
        return self._read[0]

    @property
    def errors(self) -> list[Any]:
        """Everything in which it is not as the standard wants it."""
        return self._read[1]

    @property
    def language(self) -> str:
        return self.tree.get("lang", "")

    @property
    def main(self) -> ET.Element:
        found = self.tree.find(".//main")
        assert found is not None
        return found

    @property
    def text(self) -> str:
        return " ".join("".join(self.main.itertext()).split())

    @property
    def ids(self) -> list[str]:
        return [each.get("id", "") for each in self.tree.iter() if each.get("id")]

    def links(self) -> Iterator[str]:
        for each in self.tree.iter():
            for name in ("href", "src", "data-index"):
                if (link := each.get(name)) is not None:
                    yield link

    def rows(self, caption: str) -> list[list[str]]:
        """The rows of the table whose caption holds these words."""
        for table in self.tree.iter("table"):
            told = table.find("caption")
            if told is not None and caption in "".join(told.itertext()):
                return [[_cell(cell) for cell in row] for row in table.iter("tr")]
        raise LookupError(caption)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Trees of a thousand pages stay: looking through them for garbage again and again is a third of what reading costs."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _cell(cell: ET.Element) -> str:
    return " ".join("".join(cell.itertext()).split())


def frozen(plan: Path, folder: Path, *, year: str = "", date: str = "2025-05-24") -> Path:
    """A folder with one edition more of the plan."""
    told = run("freeze", plan, "--year", year or YEARS[plan], "--to", folder, "--date", date)
    assert told.code == 0, told.err
    return folder


def published(editions: Path, target: Path, *arguments: object) -> Path:
    """The site of the editions; where no settings are named, without the reports in PDF."""
    settings = () if "--settings" in arguments else ("--settings", WITHOUT_REPORTS)
    told = run("publish", editions, "--to", target, *settings, *arguments)
    assert told.code == 0, told.err
    return target


@cache
def pages(site: Path) -> list[Page]:
    """All pages of a site that does not change any more, each parsed once."""
    return [Page(path.relative_to(site).as_posix(), path.read_bytes()) for path in sorted(site.rglob("*.html"))]


@cache
def settled_page(site: Path, name: str) -> Page:
    """One page of a site that does not change any more."""
    return next(each for each in pages(site) if each.name == name)


def page(site: Path, name: str) -> Page:
    return Page(name, (site / name).read_bytes())


def provisional(plan: Path, target: Path) -> Path:
    """The plan as it was before the books were closed."""

    def open_again(document: Any) -> None:
        for year in document["years"]:
            year["state"] = "provisional"

    return changed(plan, target, open_again)


def two_years(target: Path) -> Path:
    """Akita's plan one year on: invented figures of fiscal 2025 for one measure, and a target that moved."""

    def go_on(document: Any) -> None:
        document["years"].append({"fiscal_year": 2025, "scheme": "akita@1", "life_cycle": "akita@1"})
        for result in [r for r in document["results"] if r["fiscal_year"] == 2024]:
            document["results"].append({**result, "fiscal_year": 2025})
        bus = entry(document, "indicators", "i-p145")
        bus["actuals"].append({"fiscal_year": 2025, "value": "3316277"})
        bus["final_target"] = "4000000"

    return changed(AKITA, target, go_on)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The site behind a server with a strict content security policy."""

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments, directory=str(site))

        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", POLICY)
            super().end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
