"""The form of what is printed for one question: counts, rates and ranks row by row. An empty field is 資料に値なし, never 0."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField

from monosashi.office.entering.forms import BasedForm
from monosashi.office.questionnaires.counting.printed import MOST, UNANSWERED, Printed, PrintedRow
from monosashi.office.questionnaires.counting.questions import AnswerKind, Question
from monosashi.office.questionnaires.counting.rows import texts_of


class FiguresForm(BasedForm):
    """Rows of options, その他 and 未回答."""

    of = forms.IntegerField(
        label="questionnaires.figures.of",
        help_text="questionnaires.figures.of.help",
        required=False,
        min_value=1,
        max_value=MOST,
    )

    def __init__(self, *args: Any, question: Question, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.question = question
        self._signs = tuple(mark.sign for mark in question.marks) if question.kind is AnswerKind.MARKS else ()
        for key in self._keys:
            signs = self._signs if key != UNANSWERED else ()
            for at, _ in enumerate(signs):
                self.fields[f"mark-{at}-{key}"] = _count("questionnaires.figures.count")
            if not signs:
                self.fields[f"count-{key}"] = _count("questionnaires.figures.count")
            self.fields[f"rate-{key}"] = forms.DecimalField(
                label="questionnaires.figures.rate", required=False, min_value=0, max_digits=6, decimal_places=3
            )
            if key != UNANSWERED:
                self.fields[f"rank-{key}"] = _count("questionnaires.figures.rank", least=1)

    @property
    def _keys(self) -> tuple[str, ...]:
        return (*self.question.keys, UNANSWERED)

    def rows(self) -> Iterator[tuple[str, str, tuple[tuple[str, BoundField], ...]]]:
        """Key, text and fields of each row, each field with its sign or what it is."""
        texts = dict(texts_of(self.question))
        for key in self._keys:
            found = [("count", f"count-{key}")] if f"count-{key}" in self.fields else []
            found += [(sign, f"mark-{at}-{key}") for at, sign in enumerate(self._signs) if key != UNANSWERED]
            found += [(what, f"{what}-{key}") for what in ("rate", "rank") if f"{what}-{key}" in self.fields]
            yield key, texts.get(key, ""), tuple((what, self[name]) for what, name in found)

    @property
    def told(self) -> Printed:
        """What is printed. Only of a valid form."""
        rows = {key: self._row(key) for key in self._keys}
        return Printed({key: row for key, row in rows.items() if row.plain}, self.cleaned_data["of"])

    def _row(self, key: str) -> PrintedRow:
        told = self.cleaned_data
        marks = {sign: told.get(f"mark-{at}-{key}") for at, sign in enumerate(self._signs)}
        return PrintedRow(
            told.get(f"count-{key}"),
            {sign: count for sign, count in marks.items() if count is not None},
            told[f"rate-{key}"],
            told.get(f"rank-{key}"),
        )


def values_of_figures(question: Question, told: Printed) -> dict[str, object]:
    """What stands in the form."""
    found: dict[str, object] = {"of": told.of}
    for key, row in told.rows.items():
        found |= {f"count-{key}": row.count, f"rate-{key}": row.rate, f"rank-{key}": row.rank}
        found |= {f"mark-{at}-{key}": row.marks.get(mark.sign) for at, mark in enumerate(question.marks)}
    return found


def _count(label: str, *, least: int = 0) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=least, max_value=MOST)
