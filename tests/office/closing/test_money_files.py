"""Finance's CSV as the page tells of it: by the names people know, and not once the year is settled."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from monosashi.exchange.finance.mapping_reading import read_mapping
from monosashi.exchange.finance.money_reading import read_money
from monosashi.office.closing.actions import settle
from monosashi.office.plans.queries import whole
from monosashi.office.rounds.models import MoneyFile
from office.closing.closed_rounds import BEGINS_CLOSED, UNCHANGED, closed
from office.laid import EXAMPLES
from office.plans.as_browser import text_of
from office.rounds.blank_year import YEAR
from office.rounds.desk import Desk

pytestmark = pytest.mark.slow

AKITA = EXAMPLES / "akita"


def sent(client: Client, number: int, mapping: bytes | None = None) -> Any:
    """What comes of uploading finance's CSV."""
    files = {
        "csv": SimpleUploadedFile("決算.csv", (AKITA / "finance.csv").read_bytes()),
        "mapping": SimpleUploadedFile("対応.toml", mapping or (AKITA / "finance.mapping.toml").read_bytes()),
    }
    return client.post(reverse("closing:money", args=(number,)), files)


def test_what_is_wrong_with_a_file_is_said_under_names_that_people_know(desk: Desk, office: Client) -> None:
    assert sent(office, desk.round.pk).status_code == 302
    shown = text_of(sent(office, desk.round.pk, "あ = [".encode("cp932")))
    assert "TOML として読めません" in shown
    assert "MoneyFile" not in shown


def test_the_first_csv_needs_no_mapping_where_its_headings_and_the_unit_say_enough(desk: Desk, office: Client) -> None:
    address = reverse("closing:money", args=(desk.round.pk,))
    sample = office.get(reverse("closing:mapping", args=(desk.round.pk,)))
    assert read_mapping(sample.content).stages
    csv = (AKITA / "finance.csv").read_bytes()

    def brought(**told: str) -> Any:
        return office.post(address, {"csv": SimpleUploadedFile("決算.csv", csv), **told})

    assert "金額の単位（円、千円など）を選んで" in text_of(brought())
    assert MoneyFile.objects.count() == 0
    assert brought(unit="千円").status_code == 302
    drafted = office.get(reverse("closing:mapping", args=(desk.round.pk,))).content
    by_hand = AKITA / "finance.mapping.toml"
    told, written = (
        read_money(whole(desk.round.plan_id), csv, read_mapping(each), YEAR) for each in (drafted, by_hand)
    )
    assert told.changes == written.changes
    assert "spent = &#34;支出済額&#34;" in office.get(address).content.decode()


@BEGINS_CLOSED
def test_the_money_of_a_settled_year_is_neither_brought_in_nor_applied_and_the_page_says_why(
    desk: Desk, office: Client
) -> None:
    held = closed(desk)
    sent(office, held.pk)
    settle(number=held.pk, meant=UNCHANGED, by=desk.coordinator)
    address = reverse("closing:money", args=(held.pk,))
    shown = text_of(office.get(address))
    assert "第3版で決算確定しています" in shown
    assert "差分を見る" not in shown
    assert "provisional" not in shown
    before = whole(held.plan_id)
    refused = sent(office, held.pk)
    assert (refused.status_code, MoneyFile.objects.count()) == (409, 1)
    apply = office.post(reverse("closing:apply-money", args=(held.pk,)), {"seen": before.revision})
    assert (apply.status_code, whole(held.plan_id)) == (409, before)
