"""Files brought into a plan: seen as a difference first, applied beside what others did, and taken out again byte for byte."""

import io
import json
import zipfile
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from monosashi.core.changes import diff
from monosashi.core.paths import keyed
from monosashi.core.plan import Plan
from monosashi.exchange.plan_file import write_plan
from monosashi.exchange.plan_workbook import write_plan_workbook
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person
from monosashi.office.plans.models import Edition, ImportDraft, PlanRow, Revision
from monosashi.office.plans.queries import at_revision, whole
from monosashi.publishing.editions_verification import verify
from office.laid import EXAMPLES, Someone
from office.plans.as_browser import fields_of, form_in, text_of

pytestmark = pytest.mark.slow
AT = "/plans/akita-digital-2"


@pytest.fixture
def browser(coordinator: Person) -> Client:
    client = Client()
    client.force_login(coordinator.staff)
    return client


def uploaded(client: Client, raw: bytes, name: str = "akita.plan.json") -> Any:
    return client.post("/plans/import/", {"file": SimpleUploadedFile(name, raw)})


def with_effect(plan: Plan, effect: str, at: int = 0) -> Plan:
    node = plan.index.measures[at]
    return replace(plan, nodes=tuple(replace(n, effect=effect) if n is node else n for n in plan.nodes))


def test_a_plan_file_brought_in_and_taken_out_again_has_the_same_bytes(browser: Client) -> None:
    raw = (EXAMPLES / "akita" / "akita.plan.json").read_bytes()
    answer = uploaded(browser, raw)
    assert answer.status_code == 302
    assert not PlanRow.objects.exists()
    draft = browser.get(answer["Location"])
    assert "初めて登録する計画" in text_of(draft)
    assert browser.post(answer["Location"], fields_of(form_in(draft, 0))).status_code == 302
    assert browser.get(f"{AT}/export/plan.json").content == raw
    assert not ImportDraft.objects.exists()


def test_a_difference_is_shown_by_measure_in_words_before_anything_changes(kept: Plan, browser: Client) -> None:
    measure = kept.index.measures[0]
    answer = uploaded(browser, write_plan(with_effect(kept, "書き直した効果")))
    told = text_of(browser.get(answer["Location"]))
    assert measure.name in told
    assert "書き直した効果" in told
    assert whole(kept.id) == kept
    browser.post(answer["Location"], {})
    assert whole(kept.id).index.node[measure.id].effect == "書き直した効果"


def test_a_workbook_changes_what_was_typed_into_it_and_sources_stay(kept: Plan, browser: Client) -> None:
    raw = write_plan_workbook(with_effect(kept, "表で直した効果"))
    answer = uploaded(browser, raw, "plan.xlsx")
    assert answer.status_code == 302, text_of(answer)
    browser.post(answer["Location"], {})
    after = whole(kept.id)
    (change,) = [c for c in diff(kept, after) if c.path != ("revision",)]
    assert change.path[-1] == "effect"
    assert len(kept.provenance) - len(after.provenance) <= 1


def test_a_file_made_from_an_earlier_revision_leaves_later_changes_of_others(kept: Plan, browser: Client) -> None:
    uploaded(browser, write_plan(with_effect(kept, "先に入った", 0)))
    browser.post(f"/plans/import/{ImportDraft.objects.get().pk}/", {})
    answer = uploaded(browser, write_plan(with_effect(kept, "後から入った", 1)))
    browser.post(answer["Location"], {})
    effects = [node.effect for node in whole(kept.id).index.measures[:2]]
    assert effects == ["先に入った", "後から入った"]


def test_a_file_that_changes_what_others_changed_is_decided_place_by_place(kept: Plan, browser: Client) -> None:
    uploaded(browser, write_plan(with_effect(kept, "先に入った")))
    browser.post(f"/plans/import/{ImportDraft.objects.get().pk}/", {})
    answer = uploaded(browser, write_plan(with_effect(kept, "ファイルの効果")))
    asked = browser.post(answer["Location"], {})
    assert asked.status_code == 409
    place = f"decide:nodes/{kept.index.measures[0].id}/effect"
    done = browser.post(answer["Location"], fields_of(form_in(asked, 0)) | {place: ["mine"]})
    assert done.status_code == 302, text_of(done)
    assert whole(kept.id).index.measures[0].effect == "ファイルの効果"


def test_a_file_of_an_earlier_revision_says_where_the_plan_stands_now_and_leads_back_to_it(
    kept: Plan, browser: Client
) -> None:
    first, now = kept.revision, kept.revision + 1
    uploaded(browser, write_plan(with_effect(kept, "二度目の状態")))
    browser.post(f"/plans/import/{ImportDraft.objects.get().pk}/", {})
    page = browser.get(uploaded(browser, write_plan(kept))["Location"])
    told = text_of(page)
    assert f"このファイルは第{first}改訂と同じで、反映するものはありません。計画は今、第{now}改訂です" in told
    shown = unescape(page.content.decode())
    assert f'href="{AT}/revisions/compare/?from={first}&to={now}"' in shown
    assert f'href="{AT}/revisions/{first}/restore/"' in shown
    assert 'name="why"' not in shown


def test_a_file_of_the_plan_as_it_stands_asks_for_no_reason(kept: Plan, browser: Client) -> None:
    page = browser.get(uploaded(browser, write_plan(kept))["Location"])
    assert f"第{kept.revision}改訂と同じです。反映するものはありません" in text_of(page)
    assert 'name="why"' not in page.content.decode()
    assert "/restore/" not in page.content.decode()
    assert (
        'name="why"'
        in browser.get(uploaded(browser, write_plan(with_effect(kept, "新しい効果")))["Location"]).content.decode()
    )


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("x.plan.json", b"", "保存し直したもの"),
        ("x.plan.json", b'{"format": "monosashi.plan", "version": 1}', "件の問題"),
        ("x.xlsx", b"PK\x03\x04 no zip", "件の問題"),
        ("x.exe", b"MZ", ".xlsx"),
    ],
)
def test_a_wrong_file_is_told_in_sentences_and_nothing_is_kept(
    browser: Client, name: str, raw: bytes, says: str
) -> None:
    answer = uploaded(browser, raw, name)
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert name in text_of(answer)
    assert not ImportDraft.objects.exists()


def test_every_problem_of_a_file_is_told_at_once_with_its_place(kept: Plan, browser: Client) -> None:
    body = json.loads(write_plan(kept))
    body["nodes"][0]["name"] = ""
    body["indicators"][0]["node"] = "nowhere"
    told = text_of(uploaded(browser, json.dumps(body, ensure_ascii=False).encode()))
    assert f"nodes/{kept.nodes[0].id}/name" in told
    assert f"indicators/{kept.indicators[0].id}/node" in told


def test_a_zip_bomb_is_refused(browser: Client) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"0" * 400_000_000)
    answer = uploaded(browser, stream.getvalue(), "bomb.xlsx")
    assert answer.status_code == 422


def test_on_the_page_of_a_plan_a_file_of_another_plan_is_refused(kept: Plan, browser: Client) -> None:
    other = write_plan(replace(kept, id="other-plan", name="別の計画"))
    answer = browser.post(f"{AT}/import/", {"file": SimpleUploadedFile("other.plan.json", other)})
    assert answer.status_code == 422
    assert f"別の計画「別の計画」（other-plan）のファイルです。ここで取り込むのは「{kept.name}」" in text_of(answer)
    assert not ImportDraft.objects.exists()


def test_the_page_of_a_file_names_the_plan_that_it_would_change(kept: Plan, browser: Client) -> None:
    page = browser.get(uploaded(browser, write_plan(with_effect(kept, "新しい効果")), "x.json")["Location"])
    assert kept.name in text_of(page)
    assert f'href="{AT}/import/"' in page.content.decode()


def test_whoever_keeps_one_plan_alone_throws_a_file_away_and_stays_where_they_may_be(
    kept: Plan, someone: Someone
) -> None:
    client = Client()
    client.force_login(someone(Role.COORDINATING_OFFICE, plan=kept.id))
    file = SimpleUploadedFile("x.plan.json", write_plan(with_effect(kept, "新しい効果")))
    address = client.post(f"{AT}/import/", {"file": file})["Location"]
    after = client.post(f"{address}throw-away/", follow=True)
    assert (after.status_code, "ファイルを捨てました" in text_of(after)) == (200, True)


@pytest.mark.parametrize("end", ["", "throw-away/"])
def test_a_file_that_was_applied_is_said_to_be_done_with_when_it_is_sent_again(
    kept: Plan, browser: Client, end: str
) -> None:
    address = uploaded(browser, write_plan(with_effect(kept, "新しい効果")))["Location"]
    assert browser.post(address, {}).status_code == 302
    again = browser.post(f"{address}{end}", {}, follow=True)
    assert (again.status_code, "もう反映されたか、捨てられています" in text_of(again)) == (200, True)
    assert Revision.objects.count() == kept.revision + 1


def test_any_two_revisions_are_compared_and_an_earlier_one_comes_back_as_a_new_one(kept: Plan, browser: Client) -> None:
    uploaded(browser, write_plan(with_effect(kept, "二度目の状態")))
    browser.post(f"/plans/import/{ImportDraft.objects.get().pk}/", {})
    assert "成田" in text_of(browser.get(f"{AT}/revisions/"))
    first, second = kept.revision, kept.revision + 1
    assert "二度目の状態" in text_of(browser.get(f"{AT}/revisions/compare/?from={first}&to={second}"))
    restoring = f"{AT}/revisions/{first}/restore/"
    answer = browser.post(restoring, fields_of(form_in(browser.get(restoring), 0)))
    assert answer.status_code == 302
    after = whole(kept.id)
    assert after.revision == second + 1
    assert write_plan(replace(after, revision=first)) == write_plan(kept)
    assert at_revision(kept.id, second).index.measures[0].effect == "二度目の状態"


def test_an_edition_is_frozen_once_verified_and_taken_out_as_a_folder_that_verifies(
    kept: Plan, browser: Client, tmp_path: Path
) -> None:
    address = f"{AT}/editions/freeze/"
    for _ in range(2):
        assert browser.post(address, {"fiscal_year": "2024", "label": ""}).status_code == 302
    edition = Edition.objects.get()
    assert edition.label == "令和6年度 決算確定"
    browser.post(f"{AT}/edit/nodes/{kept.nodes[0].id}/", {"based_on": str(kept.revision), "effect": "次の版"})
    assert browser.post(address, {"fiscal_year": "2024", "label": "見直し後"}).status_code == 302
    assert "2件の版はすべて元のまま" in text_of(browser.get(f"{AT}/editions/verify/"))
    with zipfile.ZipFile(io.BytesIO(browser.get(f"{AT}/editions/folder.zip").content)) as archive:
        archive.extractall(tmp_path)
    found = verify(tmp_path)
    assert found.problems == ()
    assert [link.label for link in found.links] == ["令和6年度 決算確定", "見直し後"]
    assert browser.get(f"{AT}/editions/1/").content == (tmp_path / edition.file).read_bytes()


def test_measures_without_a_stage_in_the_year_after_stay_where_they_are_when_somebody_says_so(
    kept: Plan, browser: Client
) -> None:
    page = browser.get(f"{AT}/moves/?year=2024")
    assert "令和7年度にはまだない施策が68件あります" in text_of(page)
    fields = {name: texts[0] for name, texts in fields_of(form_in(page, -1)).items()}
    for _ in range(2):
        browser.post(f"{AT}/moves/?year=2024", {**fields, "carry": "1"})
    after, before = whole(kept.id), kept.index.result
    stages = {each.node: each.stage for each in after.results if each.fiscal_year == 2025}
    assert stages == {node: said.stage for (node, year), said in before.items() if year == 2024 and said.stage}
    assert Revision.objects.count() == 2
    assert "まだない施策" not in text_of(browser.get(f"{AT}/moves/?year=2024"))


def test_a_suggested_move_that_is_taken_on_sets_the_stage_of_the_year_after(kept: Plan, browser: Client) -> None:
    page = browser.get(f"{AT}/moves/?year=2024")
    fields = fields_of(form_in(page, 0))
    assert browser.post(f"{AT}/moves/?year=2024", fields).status_code == 302
    (change,) = [c for c in diff(kept, whole(kept.id)) if c.path != ("revision",)]
    node, to = fields["node"][0], fields["to"][0]
    stages = keyed(whole(kept.id).results)
    assert change.path == ("results", f"{node}.2025")
    assert stages[f"{node}.2025"].stage == to
    assert Revision.objects.count() == 2
