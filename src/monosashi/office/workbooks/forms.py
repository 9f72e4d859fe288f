"""The form with which workbooks are handed in."""

from collections.abc import Iterable

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from monosashi.core.messages import message
from monosashi.office.ui.forms import SayingForm, wrong
from monosashi.office.workbooks.asked_cells import SHEETS
from monosashi.wording import render

MOST_FILES = 100
MOST_MEGABYTES = 100
"""Of all files together. A department's answers take about a tenth of one."""


class SeveralFilesInput(forms.FileInput):
    """Chooses several files."""

    allow_multiple_selected = True


class SeveralFiles(forms.FileField):
    """Several files. What is in them is looked at one by one later: one that is wrong hinders no other."""

    widget = SeveralFilesInput

    def clean(self, data: object, initial: object = None) -> list["UploadedFile[bytes]"]:
        """The files but the index that lies beside them."""
        index = render(message("answer_sheets.file.index"), SHEETS) + ".xlsx"
        sent = data if isinstance(data, list) else [data]
        files = [each for each in sent if isinstance(each, UploadedFile) and each.name != index]
        if not files and any(isinstance(each, UploadedFile) for each in sent):
            raise wrong(message("workbooks.only_index"), message("workbooks.only_index.remedy"))
        if not files:
            super().clean(None, initial)
        _refuse_many(files)
        return files


def _refuse_many(files: Iterable["UploadedFile[bytes]"]) -> None:
    sizes = [file.size or 0 for file in files]
    limit = settings.INSTALLATION.upload_megabytes
    if len(sizes) > MOST_FILES:
        why = message("workbooks.too_many", count=len(sizes), limit=MOST_FILES)
        raise wrong(why, message("workbooks.too_many.remedy"))
    if any(size > limit * 1024 * 1024 for size in sizes):
        raise wrong(message("ui.form.file_size", limit=limit), message("ui.form.file_size.remedy"))
    if sum(sizes) > MOST_MEGABYTES * 1024 * 1024:
        why = message("workbooks.too_large", megabytes=sum(sizes) // 1_000_000, limit=MOST_MEGABYTES)
        raise wrong(why, message("workbooks.too_many.remedy"))


class HandInForm(SayingForm):
    """Workbooks that came back."""

    workbook = SeveralFiles(label="workbooks.files", help_text="workbooks.files.help")

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["workbook"].widget.attrs["accept"] = ".xlsx"
