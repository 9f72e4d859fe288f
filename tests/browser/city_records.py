"""The file register as the sample city has it, with something that waits for a decision."""

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monosashi.office.accounts.standing import Person

KEPT_TITLES = (
    *(
        "令和4年度第2回 次第・資料",
        "議事要旨",
        "令和7年度 包括外部監査 結果と措置",
        "投資案件",
        "回答・根拠資料",
        "第1版",
    ),
    *("公開の決定（提案第1号）", "訂正の決定（提案第2号）", "取下げの決定"),
)
"""Titles in the register: kept as they were when a document was registered, in the language of the city."""


def records_of_the_city(by: "Person", own: str) -> dict[str, object]:
    """What stands for each address: a proposal that waits, one that is to be carried out, a line that can be changed."""
    from monosashi.office.accounts.models import Staff  # noqa: PLC0415 -- once Django is set up
    from monosashi.office.accounts.standing import person  # noqa: PLC0415
    from monosashi.office.operation.example_records import keep_register  # noqa: PLC0415
    from monosashi.office.records.models import RecordClass, RegisterEntry  # noqa: PLC0415
    from monosashi.office.records.queries import ending_by, ends_by  # noqa: PLC0415

    endings = keep_register(office=by, deputy=person(Staff.objects.get(username="examiner")))
    _, extended, agreed, waits = endings
    free = [row for row in ending_by(ends_by(date.today())) if not row.endings.all()]  # noqa: DTZ011 -- as the calendar on the wall
    of_the_own = (extended.entry_id, agreed.entry_id, free[0].pk)
    RegisterEntry.objects.filter(pk__in=of_the_own).update(department=own)
    return {
        "entry": waits.entry_id,
        "ending": waits.pk,
        "record_class": RecordClass.objects.first().pk,  # type: ignore[union-attr]
        "records:change": extended.entry_id,
        "records:propose": free[0].pk,
        "records:call-off": [agreed.entry_id, agreed.pk],
        "records:carry-out": [agreed.entry_id, agreed.pk],
    }
