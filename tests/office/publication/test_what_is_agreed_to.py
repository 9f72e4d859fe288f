"""What whoever decides is shown: the 正誤表 in words, an edition that is public though it was withdrawn, work that stopped."""

import ast
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from monosashi.core.changes import diff
from monosashi.office import publication
from monosashi.office.plans.actions import save
from monosashi.office.plans.actions_editions import freeze
from monosashi.office.plans.queries import held
from monosashi.office.publication import actions
from monosashi.office.publication.models import Proposal
from office.plans.as_browser import fields_of, form_in, text_of
from office.publication.conftest import YEAR, Office
from office.publication.test_correcting_in_the_office import withdrawn
from office.publication.test_two_people import mend

pytestmark = pytest.mark.slow


def mend_another(office: Office, at: int, text: str) -> str:
    """Write another result. The name of the node that it is of."""
    state = held(office.plan.id)
    results = list(state.plan.results)
    told = [position for position, each in enumerate(results) if each.result]
    results[told[at]] = replace(results[told[at]], result=text)
    after = replace(state.plan, results=tuple(results))
    save(plan_id=office.plan.id, based_on=state.revision, changes=tuple(diff(state.plan, after)), by=office.one)
    return state.plan.index.node[results[told[at]].node].name


def fields_in(answer: Any) -> dict[str, str]:
    """What the form of a correction would send as it stands."""
    return {name: values[0] for name, values in fields_of(form_in(answer, 0)).items()}


def reason_fields(sent: dict[str, str]) -> list[str]:
    return [name for name in sent if name.startswith("reason-")]


def test_whoever_approves_a_correction_sees_each_wrong_and_right_value_with_its_reason(office: Office) -> None:
    mend(office, "15件を直した。")
    named = mend_another(office, 1, "16件を直した。")
    client, at = office.browser(office.one), f"{office.at}editions/1/correct/"
    sent = fields_in(client.get(at))
    one = dict(zip(reason_fields(sent), ("件数の数え違い", ""), strict=True))
    assert client.post(at, sent | one | {"reason": "転記の誤り"}).status_code == 302
    page = text_of(office.browser(office.other).get(f"{office.at}proposals/1/"))
    for said in ("正誤表", named, "15件を直した。", "16件を直した。", "件数の数え違い", "転記の誤り"):
        assert said in page
    assert "results/" not in page
    actions.approve(plan_id=office.plan.id, number=1, note="", by=office.other)
    mend(office, "17件を直した。")
    afterwards = text_of(office.browser(office.other).get(f"{office.at}proposals/1/"))
    assert "15件を直した。" in afterwards
    assert "17件を直した。" not in afterwards


def test_a_page_of_a_correction_that_is_older_than_the_plan_proposes_nothing(office: Office) -> None:
    mend_another(office, 1, "16件を直した。")
    client, at = office.browser(office.one), f"{office.at}editions/1/correct/"
    sent = fields_in(client.get(at))
    told = sent | {reason_fields(sent)[0]: "16件の理由", "reason": "ほかの理由"}
    mend(office, "15件を直した。")
    answer = client.post(at, told)
    assert answer.status_code == 409
    assert "計画が変わりました" in text_of(answer)
    assert not Proposal.objects.exists()
    assert client.post(at, fields_in(answer)).status_code == 302
    page = text_of(client.get(f"{office.at}proposals/1/"))
    assert page.index("16件を直した。") < page.index("16件の理由")


def test_a_place_without_a_reason_is_named_in_words(office: Office) -> None:
    named = mend_another(office, 1, "16件を直した。")
    client, at = office.browser(office.one), f"{office.at}editions/1/correct/"
    answer = client.post(at, fields_in(client.get(at)))
    page = text_of(answer)
    assert answer.status_code == 422
    assert f"誤りの理由がない箇所が1か所あります。はじめは、「{named}」の令和4年度の取組結果です" in page
    assert "results/" not in page


def test_an_edition_that_was_withdrawn_and_is_still_public_is_told_first(office: Office) -> None:
    office.published()
    withdrawn(office, 1)
    client = office.browser(office.one)
    page = text_of(client.get(office.at))
    assert "公開していない版はありません" not in page
    assert "公開サイトには、取り下げた「令和4年度 速報」がまだ載っています" in page
    assert "公開できる版が残っていない" in page
    assert "包みを受け取る" not in page
    assert "包みを受け取る" not in text_of(client.get(f"{office.at}proposals/1/"))
    freeze(plan_id=office.plan.id, fiscal_year=YEAR, label="", by=office.one)
    assert "もう一度公開してください" in text_of(client.get(office.at))
    office.published()
    assert "まだ載っています" not in text_of(client.get(office.at))


def test_a_plan_whose_editions_were_all_withdrawn_is_not_said_to_have_none(office: Office) -> None:
    withdrawn(office, 1)
    client = office.browser(office.one)
    for page in ("propose/", "auditor/"):
        assert "版がまだありません" not in text_of(client.get(office.at + page))
        assert "有効な版がありません" in text_of(client.get(office.at + page))


@pytest.mark.parametrize("gone", [True, False])
def test_a_bundle_whose_making_stopped_is_not_said_to_be_made(office: Office, *, gone: bool) -> None:
    made = office.proposed()
    actions.approve(plan_id=office.plan.id, number=made.number, note="", by=office.other)
    if gone:
        DBTaskResult.objects.all().delete()
    client = office.browser(office.one)
    for page in ("", f"proposals/{made.number}/"):
        answer = client.get(office.at + page)
        assert ("作成が途中で止まりました" in text_of(answer)) is gone
        assert ("http-equiv" in answer.content.decode()) is not gone


@pytest.mark.parametrize(
    "typed",
    ["https://[", "https://ex℀mple/", "https://www.city.exa mple/", "https://www\u3000city/", "https://x:abc/"],
)
def test_an_address_of_the_site_that_is_none_is_refused_in_a_sentence(office: Office, typed: str) -> None:
    sent: dict[str, Any] = {"based_on": "0", "licence": "CC-BY-4.0", "base_url": typed}
    answer = office.browser(office.one).post(f"{office.at}settings/", sent)
    assert answer.status_code == 422
    assert "公開サイトの場所" in text_of(answer)


def test_the_note_of_whoever_called_off_is_read_on_the_page_and_in_the_history(office: Office) -> None:
    made = office.proposed()
    office.browser(office.one).post(f"{office.at}proposals/{made.number}/call-off/", {"note": "数字を直してから"})
    for page in (f"proposals/{made.number}/", "history/"):
        assert "数字を直してから" in text_of(office.browser(office.other).get(office.at + page))


def test_sentences_in_english_have_a_space_between_them(office: Office) -> None:
    office.proposed()
    answer = office.browser(office.one).get(office.at, headers={"accept-language": "en"})
    assert "could be published: 1. 成田 桂 proposed a publication" in text_of(answer)


def test_no_module_of_publication_is_imported_within_a_function_to_hide_a_circle() -> None:
    found = []
    for path in Path(publication.__file__).parent.glob("*.py"):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                found += [(path.name, each.module) for each in ast.walk(function) if isinstance(each, ast.ImportFrom)]
    assert found == []
