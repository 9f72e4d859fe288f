"""The file of a form: its parts as trees where they are needed, and the same file with those that changed."""

import copy
import io
import zipfile
from pathlib import PurePath

from monosashi.core.messages import InvalidInput, Message, Problem, message
from monosashi.exchange.forms.found import FormKind
from monosashi.exchange.forms.tree import Tree, tree
from monosashi.exchange.spreadsheets.formats import Wanted
from monosashi.exchange.spreadsheets.packages import Package, UnreadablePart, open_package
from monosashi.exchange.spreadsheets.workbook_parts import part_of_kind, relations
from monosashi.wording import render

TYPES = "[Content_Types].xml"
_MACROS = b"ms-excel.sheet.macroEnabled"
_DOCUMENT = b"wordprocessingml.document.main"
_ENDS_OF_DOCUMENTS = (".docx", ".docm", ".dotx")
_ENDS_OF_WORKBOOKS = (".xlsx", ".xlsm", ".xltx")


class FormFile:
    """An open form. Trees are read once and may be changed; `changed` notes which of them are written anew."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.problems: list[Problem] = []
        self._trees: dict[str, Tree] = {}
        self._raw: dict[str, bytes] = {}
        self._changed: set[str] = set()
        self._gone: set[str] = set()
        self.main = part_of_kind(relations(package, ""), "officeDocument") or ""

    @property
    def kind(self) -> FormKind:
        """Whether Excel or Word opens it."""
        return FormKind.DOCUMENT if _DOCUMENT in self.raw(TYPES) else FormKind.WORKBOOK

    def raw(self, part: str) -> bytes:
        """The bytes of a part. Raises UnreadablePart."""
        if part not in self._raw:
            self._raw[part] = b"".join(self.package.chunks(part))
        return self._raw[part]

    def tree(self, part: str) -> Tree:
        """The part as a tree. Raises UnreadablePart."""
        if part not in self._trees:
            self._trees[part] = tree(self.package, part)
        return self._trees[part]

    def has(self, part: str) -> bool:
        """Whether the part is in the file."""
        return part in self.package.parts

    def changed(self, part: str) -> None:
        """The part's tree is not what it was."""
        self._changed.add(part)

    def replace(self, part: str, raw: bytes) -> None:
        """Other bytes for a part that is no tree."""
        self._raw[part] = raw
        self._changed.add(part)

    def remove(self, part: str) -> None:
        """The part goes."""
        self._gone.add(part)

    def problem(self, place: Message, read: str | None, why: Message, remedy: Message) -> None:
        """Note what is wrong at a place of the form."""
        self.problems.append(Problem(self.place(place), read, why, remedy))

    def place(self, place: Message) -> str:
        """How problems name a place of this form: forms are in Japanese, and so is where something stands in them."""
        return place_in_file(self.package.name, place)

    def noted(self) -> tuple[Problem, ...]:
        """The problems, each once."""
        return tuple(dict.fromkeys(self.problems))

    def refuse(self) -> None:
        """Raises InvalidInput where a problem was noted."""
        if problems := self.noted():
            raise InvalidInput(problems)

    def saved(self) -> bytes:
        """The file: same parts in the same order, packed the same way, those that changed written anew."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as new:
            for entry in self.package.archive.infolist():
                if entry.filename not in self._gone:
                    new.writestr(_entry_like(entry), self._content(entry.filename))
        return out.getvalue()

    def _content(self, part: str) -> bytes:
        if part in self._changed and part in self._trees:
            return self._trees[part].written()
        return self.raw(part)


def place_in_file(name: str, place: Message | str) -> str:
    """A place of the form with its file's name."""
    return render(message("forms.place.in_file", file=name, place=place), "ja")


def _entry_like(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    new = zipfile.ZipInfo(entry.filename, entry.date_time)
    for name in ("compress_type", "comment", "create_system", "external_attr", "internal_attr"):
        setattr(new, name, copy.copy(getattr(entry, name)))
    return new


def open_form(content: bytes, name: str) -> FormFile:
    """The file, checked. Raises InvalidInput: no form that can be filled, harmful, damaged."""
    package = open_package(content, name, Wanted.FORM)
    try:
        form = FormFile(package)
        _refuse_other_kind(form)
    except UnreadablePart as fault:
        raise damaged(package.name, fault) from fault
    return form


def _refuse_other_kind(form: FormFile) -> None:
    """Word opens no workbook that is called .docx, nor Excel a document that is called .xlsx. Raises InvalidInput."""
    name = form.package.name
    is_document = form.kind is FormKind.DOCUMENT
    if name.lower().endswith(_ENDS_OF_WORKBOOKS if is_document else _ENDS_OF_DOCUMENTS):
        why = message("forms.is_document") if is_document else message("forms.is_workbook")
        raise InvalidInput.of(name, why, message("forms.other_kind.remedy", end=f".{form.kind.value}"))
    if not is_document:
        _refuse_other_end(form, name)


def _refuse_other_end(form: FormFile, name: str) -> None:
    """Excel opens a workbook with macros as .xlsm alone, and no other one as that. Raises InvalidInput."""
    has_macros, end = _MACROS in form.raw(TYPES), PurePath(name).suffix.lower()
    if has_macros and end == ".xlsx":
        raise InvalidInput.of(name, message("forms.has_macros"), message("forms.other_kind.remedy", end=".xlsm"))
    if not has_macros and end == ".xlsm":
        raise InvalidInput.of(name, message("forms.no_macros"), message("forms.other_kind.remedy", end=".xlsx"))


def damaged(name: str, fault: UnreadablePart) -> InvalidInput:
    """What is raised of a part that cannot be read."""
    return InvalidInput.of(name, fault.why, message("forms.kind.damaged.remedy"))
