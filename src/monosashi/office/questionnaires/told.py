"""What somebody tells of a questionnaire, a section or a question, as a form gives it and a row holds it. Forms are compared as those of meetings are."""

from dataclasses import dataclass
from datetime import date

from monosashi.office.entering.told import Told


@dataclass(frozen=True, slots=True)
class QuestionnaireTold(Told):
    """A questionnaire. `departments` are codes, `officer_kinds` keys. `printed_groups` are name, asked and answered of one only printed."""

    title: str
    since: date
    until: date
    purpose: str = ""
    audience: str = ""
    departments: tuple[str, ...] = ()
    officer_kinds: tuple[int, ...] = ()
    anonymous: bool = False
    carried_out_by: str = ""
    page: str = ""
    printed_groups: tuple[tuple[str, int | None, int | None], ...] = ()


@dataclass(frozen=True, slots=True)
class SectionTold(Told):
    """A section. `groups` are keys of the groups that it is for, none: everybody."""

    title: str
    lead: str = ""
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionTold(Told):
    """A question. `options` are texts, `marks` sign and meaning. `asked_if` is the key of an earlier question, None: always asked."""

    kind: str
    text: str
    number: str = ""
    options: tuple[str, ...] = ()
    marks: tuple[tuple[str, str], ...] = ()
    other: bool = False
    required: bool = False
    unit: str = ""
    most: int = 0
    asked_if: int | None = None
    asked_if_options: tuple[str, ...] = ()
