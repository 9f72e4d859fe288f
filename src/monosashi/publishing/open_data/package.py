"""What describes the tables: Data Package, columns, codes, licence and a page to read first.

The Data Package follows the Frictionless specifications (Data Package, Tabular Data Resource and Table Schema, version 1).
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Any

from monosashi.core.indicators import Accumulation, Composition, Direction, IndicatorKind
from monosashi.core.messages import Message, message
from monosashi.core.money import Account, BudgetStage, FundingSource
from monosashi.core.plan import YearState
from monosashi.core.results import Disposition, ExclusionReason, Execution, ManagedBy, QuestionKind, Rater
from monosashi.core.tree import Role, SuccessionKind
from monosashi.core.values import Absence, ValueStatus
from monosashi.evaluation.outcomes import Standing
from monosashi.publishing.editions import digest
from monosashi.publishing.open_data.cells import csv_bytes
from monosashi.publishing.open_data.columns import Column, Table, tables
from monosashi.publishing.open_data.licences import Licence
from monosashi.publishing.output_files import OutputFile
from monosashi.publishing.public_editions import PublicEdition
from monosashi.wording import LANGUAGES, render, word

_KINDS: tuple[type[StrEnum], ...] = (
    *(Absence, YearState, Role, SuccessionKind, IndicatorKind, Direction, Accumulation, Composition, ValueStatus),
    *(Account, BudgetStage, FundingSource, ManagedBy, Execution, Disposition, ExclusionReason, Rater, QuestionKind),
    Standing,
)

CODE_KINDS: Mapping[str, type[StrEnum]] = {re.sub(r"(?<=[a-z])(?=[A-Z])", "_", k.__name__).lower(): k for k in _KINDS}
"""The kinds of codes by the name that columns call them."""

Data = dict[str, Any]


def descriptions(newest: PublicEdition, licence: Licence) -> Iterator[OutputFile]:
    """The files that describe the tables and stand beside them."""
    yield OutputFile("README.txt", _text(newest, licence))
    yield OutputFile("LICENSE.txt", _licence_text(newest, licence))
    yield from _constant()


@cache
def _constant() -> tuple[OutputFile, OutputFile]:
    """What is the same for every city."""
    return (
        OutputFile("columns.csv", csv_bytes(("table", "column", "type", "codes", "ja", "en"), _column_rows())),
        OutputFile("codes.csv", csv_bytes(("codes", "code", "ja", "en"), _code_rows())),
    )


def data_package(newest: PublicEdition, licence: Licence, files: Iterable[OutputFile]) -> OutputFile:
    """`datapackage.json`, which names every table and every edition with size and hash, one to a line."""
    by_file = {table.file: table for table in tables()}
    resources = (
        _tabular(file, by_file[file.name]) if file.name in by_file else _plain(file)
        for file in files
        if file.name.endswith((".csv", ".json"))
    )
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in resources)
    head = json.dumps(_head(newest, licence), ensure_ascii=False, indent=2).removesuffix("\n}")
    return OutputFile("datapackage.json", f'{head},\n  "resources": [\n{lines}\n  ]\n}}\n'.encode())


def _head(newest: PublicEdition, licence: Licence) -> Data:
    plan = newest.plan
    return {
        "profile": "data-package",
        "name": re.sub(r"[^a-z0-9._-]", "-", f"{plan.municipality.code}-{plan.id}".lower()),
        "title": _say(message("open_data.title", city=plan.municipality.name, plan=plan.name)),
        "description": _say(message("open_data.description", label=newest.link.label)),
        "version": str(newest.link.number),
        "created": f"{newest.envelope['created']}T00:00:00+09:00",
        "licenses": [{"name": licence.id, "title": licence.title[LANGUAGES[0]], "path": licence.path}],
        "contributors": [{"title": plan.municipality.name, "role": "publisher"}],
    }


def _tabular(file: OutputFile, table: Table) -> Data:
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "path": file.name,
        "title": table.ja,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(file.raw),
        "hash": f"sha256:{digest(file.raw)}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": _schema(table),
    }


def _schema(table: Table) -> Data:
    keys: Data = {"primaryKey": list(table.key)} if table.key else {}
    foreign = [
        {
            "fields": name,
            "reference": {"resource": other.replace("_", "-"), "fields": _table(other).key[0]},
        }
        for name, other in table.foreign.items()
    ]
    keys |= {"foreignKeys": foreign} if foreign else {}
    return {"fields": [_field(column) for column in table.columns], "missingValues": [""], **keys}


def _table(name: str) -> Table:
    return next(table for table in tables() if table.name == name)


def _field(column: Column) -> Data:
    codes: Data = {"constraints": {"enum": [code.value for code in CODE_KINDS[column.codes]]}} if column.codes else {}
    return {"name": column.name, "type": column.type, "title": column.ja, "description": column.en, **codes}


def _plain(file: OutputFile) -> Data:
    stem = file.name.rpartition("/")[2].rpartition(".")[0]
    kind = file.name.rpartition(".")[2]
    return {
        "profile": "data-resource",
        "name": re.sub(r"[^a-z0-9._-]", "-", stem.lower()),
        "path": file.name,
        "format": kind,
        "mediatype": "text/csv" if kind == "csv" else "application/json",
        "encoding": "utf-8",
        "bytes": len(file.raw),
        "hash": f"sha256:{digest(file.raw)}",
    }


def _column_rows() -> Iterator[tuple[str, ...]]:
    for table in tables():
        yield from ((table.name, each.name, each.type, each.codes, each.ja, each.en) for each in table.columns)


def _code_rows() -> Iterator[tuple[str, ...]]:
    for name, kind in CODE_KINDS.items():
        for code in kind:
            yield (name, code.value, *(render(word(code), language) for language in LANGUAGES))


def _text(newest: PublicEdition, licence: Licence) -> bytes:
    plan = newest.plan
    sentence = message(
        "open_data.readme",
        city=plan.municipality.name,
        plan=plan.name,
        label=newest.link.label,
        licence=licence.id,
        tables=tuple(f"{table.file}: {table.ja} / {table.en}" for table in tables()),
    )
    return _in_both(sentence)


def _licence_text(newest: PublicEdition, licence: Licence) -> bytes:
    plan = newest.plan
    parts = (
        render(
            message(
                "open_data.licence",
                title=licence.title[language],
                terms=licence.terms[language],
                city=plan.municipality.name,
                plan=plan.name,
                path=licence.path,
            ),
            language,
        )
        for language in LANGUAGES
    )
    return ("\n\n".join(parts) + "\n").encode()


def _in_both(sentence: Message) -> bytes:
    return ("\n\n".join(render(sentence, language) for language in LANGUAGES) + "\n").encode()


def _say(sentence: Message) -> str:
    """In the source language: what the data is called is the city's content."""
    return render(sentence, LANGUAGES[0])
