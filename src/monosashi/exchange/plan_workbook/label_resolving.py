"""From what stands in a cell to the id of what is meant: by today's names, by those that stood there when the book was written."""

import difflib
import unicodedata
from collections.abc import Iterable, Mapping

from monosashi.core.messages import Message, message
from monosashi.exchange.plan_workbook.labels import Named, labels


class Unresolved(LookupError):
    """Nothing, or more than one thing, is meant. `why` and `remedy` say so."""

    def __init__(self, name: str, why: Message, remedy: Message) -> None:
        super().__init__(name)
        self.why = why
        self.remedy = remedy


class Labels:
    """What the entries of one list are called. `written` are the labels, by id, when the workbook was written."""

    def __init__(self, entries: Iterable[Named], written: Mapping[str, str]) -> None:
        held = tuple(entries)
        self.by_id = labels(held)
        self._ids = {label: id_ for id_, label in self.by_id.items()}
        self._written = {label: id_ for id_, label in written.items() if id_ in self.by_id}
        self._named: dict[str, list[str]] = {}
        self._folded: dict[str, list[str]] = {}
        for entry in held:
            self._named.setdefault(entry.name, []).append(entry.id)
            for form in {entry.name, self.by_id[entry.id]}:
                self._folded.setdefault(_folded(form), []).append(entry.id)

    def resolve(self, name: str) -> str | None:
        """The id; None for blank text. Raises Unresolved."""
        if name in self._ids or name in self._written or name in self._named:
            return self._exact(name)
        if not name.strip():
            return None
        alike = self._folded.get(_folded(name), [])
        if len(set(alike)) == 1:
            return alike[0]
        if alike:
            raise self._ambiguous(name, alike)
        if name.strip() in self.by_id:
            return name.strip()
        raise self._unknown(name)

    def _exact(self, name: str) -> str:
        """One of today's labels, unless it meant something else that is still there when the workbook was written."""
        now, then = self._ids.get(name), self._written.get(name)
        if now is not None and then is not None and now != then:
            raise self._ambiguous(name, (now, then))
        if now is not None:
            return now
        named = self._named.get(name, [])
        if len(named) > 1 or (named and then is not None and then not in named):
            raise self._ambiguous(name, (*named, *((then,) if then and then not in named else ())))
        return then if then is not None else named[0]

    def _ambiguous(self, name: str, ids: Iterable[str]) -> Unresolved:
        meant = tuple(self.by_id[id_] for id_ in dict.fromkeys(ids))
        return Unresolved(
            name, message("plan_workbook.ambiguous_name", meant=meant), message("plan_workbook.choose_name")
        )

    def _unknown(self, name: str) -> Unresolved:
        near = difflib.get_close_matches(name, self._ids, n=1, cutoff=0.5)
        remedy = message("plan_workbook.near_name", near=near[0]) if near else message("plan_workbook.add_name")
        return Unresolved(name, message("plan_workbook.unknown_name"), remedy)


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()
