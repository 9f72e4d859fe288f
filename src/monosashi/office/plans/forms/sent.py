"""What a browser sent of a form: texts by the name of their cell."""

from collections.abc import Mapping, Sequence

from django.http import QueryDict

from monosashi.office.plans.forms.texts import lines

NEW = "~+"
"""Begins the key of a row that is new. No key of a plan can begin so."""

REMOVE = "remove:"
CHOOSE = "choose:"
CONTROLS = frozenset({"csrfmiddlewaretoken", "based_on", "token", "why", "more", "against"})
"""What a form sends beside its cells."""


class Sent:
    """`texts` by name. A name that was not sent is a cell that the form did not have."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = {name: lines(text) for name, text in texts.items()}
        self._above = {
            name[:at]
            for name in (each.removeprefix(REMOVE) for each in self.texts)
            for at, sign in enumerate(name)
            if sign == "/"
        }

    def text(self, name: str) -> str | None:
        """What stood in the cell; what was chosen among the readings of it comes first. None: there was no such cell."""
        chosen = self.texts.get(CHOOSE + name, "")
        return chosen or self.texts.get(name)

    def has_below(self, name: str) -> bool:
        """Whether any cell below this name was sent."""
        return name in self._above

    def is_removed(self, name: str) -> bool:
        """Whether the row was ticked to go."""
        return f"{REMOVE}{name}" in self.texts

    def new_rows(self, name: str) -> tuple[str, ...]:
        """The names of the new rows of a list, in order."""
        found: list[str] = []
        while self.has_below(f"{name}/{NEW}{len(found)}"):
            found.append(f"{name}/{NEW}{len(found)}")
        return tuple(found)


def sent(data: QueryDict) -> Sent:
    """What was sent, without what is no cell. Several values under one name are lines; blank ones among them do not count."""
    return Sent(
        {name: _joined(data.getlist(name)) for name in data if name not in CONTROLS and not name.startswith("decide:")}
    )


def _joined(values: Sequence[object]) -> str:
    texts = [str(value) for value in values]
    return texts[0] if len(texts) == 1 else "\n".join(text for text in texts if text)
