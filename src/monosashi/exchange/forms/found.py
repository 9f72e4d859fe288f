"""What a form turned out to be."""

from dataclasses import dataclass
from enum import StrEnum

from monosashi.core.messages import Message
from monosashi.exchange.forms.values import Placeholder


class FormKind(StrEnum):
    """The kind of file. A workbook with macros is a workbook: it keeps them."""

    WORKBOOK = "xlsx"
    DOCUMENT = "docx"


@dataclass(frozen=True, slots=True)
class Found:
    """A placeholder and its place (「シート『様式1』のB4」). `written` is as it stands there.

    `in_block`: it stands in what is repeated for each measure.
    """

    placeholder: Placeholder
    place: Message
    written: str
    in_block: bool


@dataclass(frozen=True, slots=True)
class Form:
    """A form as read. `found` has the placeholders in the order of the file, without marks; `repeats`: it has marks."""

    kind: FormKind
    found: tuple[Found, ...]
    repeats: bool
