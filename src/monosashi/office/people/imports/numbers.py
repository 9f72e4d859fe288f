"""Whom a 職員番号 of a file means. Width and capitals make no difference; lost zeros at the front are asked about, never guessed."""

from collections.abc import Iterable

from monosashi.core.messages import Message, Problem, message
from monosashi.office.accounts.staff_details import plain_number
from monosashi.office.ui.lists import folded


class Numbers:
    """The numbers that are known, with whose they are: everybody who ever had an account, and whoever the file told of so far."""

    def __init__(self, known: Iterable[tuple[str, str]]) -> None:
        self._names: dict[str, str] = {}
        self._same: dict[str, list[str]] = {}
        self._but_for_zeros: dict[str, str] = {}
        for number, name in known:
            self._keep(number, name)

    def meant(self, text: str, name: str, place: str) -> str | Problem:
        """The number that is meant, as the register writes it; one that is new is known from now on. A problem where it is unsure."""
        number = plain_number(text)
        exact = next((each for each in (text, number) if each in self._names), None)
        if exact is not None:
            return exact
        same = self._same.get(folded(number), [])
        if len(same) == 1:
            return same[0]
        if same:
            why = message("people.import_person.number_of_several", numbers=tuple(same))
            return Problem(place, text, why, message("people.import_person.number_of_several.remedy"))
        like = self._but_for_zeros.get(_without_zeros(number))
        if like is not None:
            return Problem(place, text, self._zeros(like), message("people.import_person.number_but_for_zeros.remedy"))
        self._keep(number, name)
        return number

    def _zeros(self, like: str) -> Message:
        return message("people.import_person.number_but_for_zeros", number=like, name=self._names[like])

    def _keep(self, number: str, name: str) -> None:
        self._names[number] = name
        self._same.setdefault(folded(number), []).append(number)
        self._but_for_zeros.setdefault(_without_zeros(number), number)


def _without_zeros(number: str) -> str:
    return folded(number).lstrip("0")
