"""The parts that are read once for a workbook: sheets in their order, styles, shared strings, who leads to whom."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from monosashi.core.messages import message
from monosashi.exchange.spreadsheets.neutral import unescaped
from monosashi.exchange.spreadsheets.packages import Package, UnreadablePart
from monosashi.exchange.spreadsheets.xml_parts import Attributes, each_start, each_text
from monosashi.exchange.typed_formats import GENERAL, built_in

_ROOT_RELATIONS = "_rels/.rels"


class Visibility(StrEnum):
    """Whether a person sees the sheet. A very hidden one cannot be shown from Excel's menus."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    VERY_HIDDEN = "very_hidden"


_VISIBILITY = {"hidden": Visibility.HIDDEN, "veryHidden": Visibility.VERY_HIDDEN}


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part leads to. `kind` is the last word of its type (worksheet, comments); `target` a part or an outside address."""

    kind: str
    target: str
    is_outside: bool


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook lists it. `part` is where its cells are."""

    name: str
    visibility: Visibility
    part: str


@dataclass(slots=True)
class Styles:
    """Number format and background of each style number. `fills` is RRGGBB, a theme colour as `theme 4`, None for none."""

    formats: list[str] = field(default_factory=list)
    fills: list[str | None] = field(default_factory=list)

    def number_format(self, style: int) -> str:
        """The code of the style's number format."""
        return self.formats[style] if 0 <= style < len(self.formats) else GENERAL

    def fill(self, style: int) -> str | None:
        """The background of the style."""
        return self.fills[style] if 0 <= style < len(self.fills) else None


@dataclass(frozen=True, slots=True)
class Contents:
    """What the workbook part says."""

    part: str
    sheets: tuple[SheetEntry, ...]
    from_1904: bool
    relations: Mapping[str, Relation]


def relations(package: Package, part: str) -> dict[str, Relation]:
    """Where the part leads, by relation id; nothing where it has no relations. Raises UnreadablePart."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{name}.rels") if part else _ROOT_RELATIONS
    found: dict[str, Relation] = {}
    if rels not in package.parts:
        return found

    def relation(element: str, attributes: Attributes) -> None:
        if element == "Relationship":
            outside = attributes.get("TargetMode") == "External"
            target = attributes.get("Target", "")
            inside = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = Relation(kind, target if outside else inside, outside)

    each_start(package, rels, relation)
    return found


def contents(package: Package) -> Contents:
    """The workbook part. Raises UnreadablePart."""
    main = next((r.target for r in relations(package, "").values() if r.kind == "officeDocument"), "xl/workbook.xml")
    leads = relations(package, main)
    listed: list[tuple[str, Visibility, str]] = []
    from_1904 = False

    def element(name: str, attributes: Attributes) -> None:
        nonlocal from_1904
        if name == "workbookPr":
            from_1904 = attributes.get("date1904") in {"1", "true"}
        elif name == "sheet":
            lead = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            state = _VISIBILITY.get(attributes.get("state", ""), Visibility.VISIBLE)
            listed.append((attributes.get("name", ""), state, lead))

    each_start(package, main, element)
    sheets = tuple(
        SheetEntry(name, state, leads[lead].target if lead in leads else "")
        for name, state, lead in listed
        if lead not in leads or leads[lead].kind == "worksheet"
    )
    if not sheets:
        raise UnreadablePart(main, message("spreadsheet.no_sheets"))
    return Contents(main, sheets, from_1904, leads)


def part_of_kind(found: Mapping[str, Relation], kind: str) -> str | None:
    """The part of this kind among the relations, None where there is none."""
    return next((r.target for r in found.values() if r.kind == kind and not r.is_outside), None)


def shared_strings(package: Package, part: str | None) -> list[str]:
    """The texts that cells share, without their reading aids (ふりがな). Raises UnreadablePart."""
    texts: list[str] = []
    if part is not None and part in package.parts:
        each_text(package, part, of="t", into="si", without="rPh", found=lambda _, text: texts.append(unescaped(text)))
    return texts


def styles(package: Package, part: str | None) -> Styles:
    """The styles. Raises UnreadablePart."""
    reader = _StylesReader()
    if part is not None and part in package.parts:
        each_start(package, part, reader.element)
    return reader.made


class _StylesReader:
    """Keeps the place in the styles part: cell formats count only inside `cellXfs`."""

    def __init__(self) -> None:
        self.made = Styles()
        self._codes: dict[int, str] = {}
        self._fills: list[str | None] = []
        self._section = ""

    def element(self, name: str, attributes: Attributes) -> None:
        """Take one element in."""
        if name in {"fills", "cellXfs", "cellStyleXfs", "dxfs", "fonts", "borders", "cellStyles"}:
            self._section = name
        elif name == "numFmt" and self._section != "dxfs":
            self._codes[_number(attributes, "numFmtId")] = attributes.get("formatCode", GENERAL)
        elif self._section == "fills":
            self._fill(name, attributes)
        elif name == "xf" and self._section == "cellXfs":
            self._cell_format(attributes)

    def _fill(self, name: str, attributes: Attributes) -> None:
        if name == "fill":
            self._fills.append(None)
        elif name == "patternFill" and self._fills and attributes.get("patternType", "none") not in {"none", "gray125"}:
            self._fills[-1] = ""
        elif name == "fgColor" and self._fills and self._fills[-1] == "":
            self._fills[-1] = _colour(attributes)

    def _cell_format(self, attributes: Attributes) -> None:
        number = _number(attributes, "numFmtId")
        fill = _number(attributes, "fillId")
        self.made.formats.append(self._codes.get(number) or built_in(number))
        self.made.fills.append((self._fills[fill] or None) if fill < len(self._fills) else None)


def _colour(attributes: Attributes) -> str:
    if rgb := attributes.get("rgb"):
        return rgb[-6:].upper()
    theme = attributes.get("theme")
    return f"theme {theme}" if theme is not None else f"indexed {attributes.get('indexed', '')}"


def _number(attributes: Attributes, name: str) -> int:
    try:
        return int(attributes.get(name, "0"))
    except ValueError:
        return 0
