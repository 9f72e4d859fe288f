"""Forms of a city, made for tests: an Excel file with placeholders in its cells."""

import io
from collections.abc import Iterable
from typing import Any

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from monosashi.core.plan import Plan

YEAR = 2024
MEASURE = "n-p073"


def workbook(rows: Iterable[Iterable[str]], sheet: str = "様式1") -> bytes:
    """One sheet with these cells."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = book.add_worksheet(sheet)
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            page.write_string(at, column, text)
    book.close()
    return stream.getvalue()


SHEET = workbook([["施策名", "{{施策名}}"], ["取組結果", "{{取組結果}}"], ["担当", "{{主担当課}}"]])
"""One for each measure."""
LIST = workbook([["{{計画名}}"], ["番号", "施策名", "支出済額"], ["{{各施策}}{{番号}}", "{{施策名}}", "{{支出済額}}"]])
"""All measures in one."""
COVER = workbook([["{{計画名}}"]])
"""Of the plan alone."""


def sent(raw: bytes, name: str = "様式1.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, raw)


def brought(client: Client, plan: Plan, raw: bytes, *, name: str = "", file: str = "様式1.xlsx") -> Any:
    """The answer to a form that was sent."""
    return client.post(f"/plans/{plan.id}/forms/bring-in/", {"name": name, "file": sent(raw, file)})
