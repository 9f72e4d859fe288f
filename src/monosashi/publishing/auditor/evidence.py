"""Where a value was read: document, page, line, cell and the words themselves."""

from monosashi.core.plan import Plan, Provenance


class Evidence:
    """Look-ups into the plan's provenance."""

    def __init__(self, plan: Plan) -> None:
        self._title = {document.id: document.title for document in plan.documents}
        self._at: dict[str, Provenance] = {}
        for entry in plan.provenance:
            self._at.setdefault(entry.at, entry)

    def of(self, path: str) -> Provenance | None:
        """Where the value at `path` was read; where only that of its record is told, there. None: not told."""
        if path in self._at:
            return self._at[path]
        return self._at.get(path.rpartition("/")[0])

    def document(self, entry: Provenance) -> str:
        """The title of the document, its id where it is not listed."""
        return self._title.get(entry.document, entry.document)
