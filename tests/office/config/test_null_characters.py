"""U+0000 comes in by no address and by no form, on either database, and is told in a sentence."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from monosashi.core.plan import Plan
from monosashi.office.accounts.models import Staff
from monosashi.office.plans.models import ImportDraft
from monosashi.office.plans.queries import whole
from monosashi.office.rounds.models import SheetAnswer, YearNote
from office.rounds.desk import Desk

pytestmark = pytest.mark.slow

AT = "/plans/akita-digital-2"
ADDRESSES = (
    "/%00",
    "/search/?q=%E3%83%90%E3%82%B9%00",
    "/search/?q=%E3%83%90%E3%82%B9&plan=%00",
    "/plans/%00/",
    f"{AT}/measures/?q=%00",
    f"{AT}/measures/?%00=1",
    f"{AT}/measures/n-p073%00/",
    f"{AT}/measures/?format=xlsx&department=%00",
    f"{AT}/revisions/compare/?from=%00",
    f"{AT}/edit/nodes/%00/",
    "/departments/%00/",
    "/events/plan/%00/",
    "/events/measure/n-p073/?plan=%00",
    "/rounds/?q=%00",
    "/session/log-in/?next=%00",
    "/session/openid/%00/login/",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_holds_it_is_none(kept: Plan, coordinator_at: Client, address: str) -> None:
    answer = coordinator_at.get(address)
    assert answer.status_code == 404
    assert "ページが見つかりません" in answer.content.decode()


def test_an_address_that_holds_it_is_none_for_strangers_too(client: Client, db: None) -> None:
    assert client.get("/session/log-in/?next=%00").status_code == 404


def test_a_percent_sign_before_two_noughts_is_searched_for(kept: Plan, coordinator_at: Client) -> None:
    answer = coordinator_at.get("/search/", {"q": "100%00"})
    assert answer.status_code == 200
    assert "100%00" in answer.content.decode()


def test_what_is_typed_on_a_sheet_is_refused_with_it_and_nothing_is_kept(desk: Desk) -> None:
    client, sheet = in_browser(desk.answerer.staff), f"/rounds/{desk.round.pk}/sheets/{desk.node}/"
    for act, headers in (("save", {}), ("save", {"Accept": "application/json"}), ("judge", {}), ("submit", {})):
        sent = {"cell:result/result": "50箇所\0を整備した。", "was:result/result": "", "seen": "1"}
        answer = client.post(f"{sheet}{act}/", sent, headers=headers)
        assert answer.status_code == 400
        assert "U+0000" in answer.content.decode()
    assert not SheetAnswer.objects.exists()


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("/plans/import/", {"file": SimpleUploadedFile("a.plan.json", b"{}"), "why": "\0"}),
        (f"{AT}/revisions/1/restore/", {"based_on": "1", "why": "\0"}),
        (f"{AT}/edit/nodes/n-p073/", {"name": "窓口\0", "based_on": "1", "token": "\0"}),
        (f"{AT}/edit/nodes/n-p073/move/", {"direction": "\0", "based_on": "1"}),
        (f"{AT}/moves/", {"node": "n-p073\0", "to": "x", "based_on": "1"}),
        ("/rounds/notes/akita-digital-2/n-p073/", {"fiscal_year": "2024", "text": "覚え\0"}),
        ("/language/", {"language": "\0"}),
        ("/session/log-in/", {"login": "u00001\0", "password": "long enough to log in"}),
        ("/session/log-in/", {"login": "u00001", "password": "\0", "next": "\0"}),
        ("/people/new/", {"username": "\0", "name": "\0"}),
        ("/search/", {"\0": "1"}),
    ],
)
def test_a_form_that_holds_it_is_refused_whole(
    kept: Plan, coordinator_at: Client, address: str, sent: dict[str, object]
) -> None:
    answer = coordinator_at.post(address, sent)
    assert answer.status_code == 400
    assert "入力し直して" in answer.content.decode()
    assert whole(kept.id) == kept
    assert not YearNote.objects.exists()
    assert not ImportDraft.objects.exists()


def test_a_plan_document_that_holds_it_is_told_with_its_place(coordinator_at: Client) -> None:
    raw = b'{"format": "monosashi.plan", "version": 1, "id": "p", "name": "a\\u0000b"}'
    answer = coordinator_at.post("/plans/import/", {"file": SimpleUploadedFile("a.plan.json", raw)})
    told = answer.content.decode()
    assert answer.status_code == 422
    assert "a\\u0000b" in told
    assert "文字ではない符号" in told
    assert not ImportDraft.objects.exists()


@pytest.fixture
def coordinator_at(coordinator: object) -> Client:
    """The coordinating office's browser."""
    return in_browser(Staff.objects.get(name="成田 桂"))


def in_browser(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client
