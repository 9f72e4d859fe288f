"""The sentences of a scheme or life cycle: templates by language, checked against what can stand in them."""

from __future__ import annotations

import re
from collections.abc import Collection
from string import Formatter

from monosashi.core.messages import Message, message
from monosashi.evaluation.scheme import Explanation
from monosashi.evaluation.table_reading import LANGUAGES, Table, one_of

_WIDE = re.compile(r"｛\w+(:\w+)?｝")
"""A field in full-width braces: it would be printed as it stands."""
_SPECS = frozenset({"", "fiscal_year", "plain", "signed"})
_ONE_OR_MANY = re.compile(r"[^|]+\|[^|]+")
"""One of two words by the number: `{milestones:milestone|milestones}`."""


class Sentences:
    """Collects templates by language and message id while a file is read."""

    def __init__(self) -> None:
        self.templates: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}

    def plain(self, table: Table, key: str, message_id: str, *, required: bool = True) -> Message | None:
        """A sentence without parameters, None where nothing stands."""
        explanation = self.explanation(table, key, message_id, (), required=required)
        return message(message_id) if explanation else None

    def title(self, table: Table, key: str, message_id: str) -> Message:
        """A required sentence without parameters."""
        self.plain(table, key, message_id)
        return message(message_id)

    def explanation(
        self, table: Table, key: str, message_id: str, params: Collection[str], *, required: bool = True
    ) -> Explanation | None:
        """A sentence that may ask for these parameters, the same ones in every language. None: nothing stands."""
        texts = table.sentence(key, required=required)
        if not texts:
            return None
        asked = {language: self._fields(table, key, text) for language, text in texts.items()}
        self._check_fields(table, key, asked, params)
        for language, text in texts.items():
            self.templates[language][message_id] = text
        return Explanation(message_id, tuple(sorted(asked["ja"] & set(params))))

    @staticmethod
    def _fields(table: Table, key: str, text: str) -> set[str]:
        try:
            parts = [part for part in Formatter().parse(text) if part[1] is not None]
        except ValueError:
            table.refuse(key, message("evaluation.data.not_a_template"), message("evaluation.data.mend_braces"))
            return set()
        fields = [(name or "", spec or "", conversion) for _, name, spec, conversion in parts]
        if _WIDE.search(text):
            table.advise(key, message("evaluation.data.wide_braces"), message("evaluation.data.narrow_braces"))
        for spec in (f"!{conversion}" if conversion else spec for _, spec, conversion in fields):
            if spec not in _SPECS and not _ONE_OR_MANY.fullmatch(spec):
                table.refuse(key, message("evaluation.data.unknown_format", spec=spec), one_of(_SPECS - {""}))
        return {name or "{}" for name, *_ in fields}

    @staticmethod
    def _check_fields(table: Table, key: str, asked: dict[str, set[str]], params: Collection[str]) -> None:
        if asked["ja"] != asked["en"]:
            differ = tuple(sorted(asked["ja"] ^ asked["en"]))
            why = message("evaluation.data.languages_differ", names=differ)
            table.refuse(key, why, message("evaluation.data.same_fields"))
        unknown = (asked["ja"] | asked["en"]) - set(params)
        if unknown:
            why = message("evaluation.data.unknown_field", names=tuple(sorted(unknown)))
            table.refuse(key, why, one_of(frozenset(params)))
