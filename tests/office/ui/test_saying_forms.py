"""What is wrong in a form is said in four parts: where, what was read, why, what to do."""

from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.datastructures import MultiValueDict

from monosashi.core.messages import message
from monosashi.office.ui.forms import SayingForm, UploadField, labels_of, wrong


class Spending(SayingForm):
    spent = forms.DecimalField(label="plans.column.spent", min_value=0)
    name = forms.CharField(label="plans.column.program", max_length=5)
    password = forms.CharField(label="accounts.log_in.act", widget=forms.PasswordInput, max_length=3, required=False)

    def clean_name(self) -> str:
        if self.cleaned_data["name"] == "同じ":
            raise wrong(message("ui.form.wrong.invalid"), message("ui.form.wrong.invalid.remedy"))
        return str(self.cleaned_data["name"])


def sent(name: str, content: bytes) -> "MultiValueDict[str, UploadedFile[Any]]":
    return MultiValueDict({"file": [SimpleUploadedFile(name, content)]})


class Upload(SayingForm):
    file = UploadField(kinds=(".xlsx", ".json"), label="plans.column.plan")


@pytest.mark.parametrize(
    ("sent_as", "id_"),
    [("spent", "plans.column.spent"), ("row-3-name", "plans.column.program"), ("smuggled", "plans.column.plan")],
)
def test_a_field_is_called_by_its_label_whatever_its_prefix(sent_as: str, id_: str) -> None:
    assert labels_of(Spending, Upload, otherwise="plans.column.plan")(sent_as) == message(id_)


def test_a_number_that_is_none_is_repeated_and_said_why() -> None:
    form = Spending({"spent": "約80", "name": "バス"})
    assert form.errors["spent"] == ["決算：「約80」は、数値として読めません。数だけを入力してください。"]


def test_all_that_is_wrong_is_said_at_once() -> None:
    form = Spending({"spent": "-1", "name": ""})
    assert form.errors == {
        "spent": ["決算：「-1」は、小さすぎます。0以上にしてください。"],
        "name": ["予算事業：入力がありません。必須の項目ですので、入力してください。"],
    }


def test_what_a_form_itself_finds_is_said_in_the_same_way() -> None:
    assert "「同じ」は、" in Spending({"spent": "1", "name": "同じ"}).errors["name"][0]


def test_a_password_is_never_repeated() -> None:
    form = Spending({"spent": "1", "name": "バス", "password": "correct horse"})
    assert "correct horse" not in str(form.errors)
    assert form.errors["password"]


def test_a_file_of_another_kind_is_refused_by_its_name() -> None:
    form = Upload({}, sent("計画.exe", b"MZ"))
    assert form.errors["file"] == [
        "計画：「計画.exe」は、取り込める種類のファイルではありません。.xlsx、.jsonのファイルを選んでください。"
    ]
    assert not Upload({}, sent("計画.XLSX", b"PK")).errors


def test_an_old_workbook_is_refused_with_how_it_is_saved_as_a_new_one() -> None:
    (said,) = Upload({}, sent("人事.XLS", b"\xd0\xcf\x11\xe0")).errors["file"]
    assert "「人事.XLS」は、古い形式の Excel ブック (.xls) です。" in said
    assert "「Excel ブック (.xlsx)」として保存し直してください。" in said
