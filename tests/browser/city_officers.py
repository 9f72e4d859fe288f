"""The officers of the sample city, for its pages in a browser: what stands for their addresses."""

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monosashi.office.accounts.standing import Person


def officers_of_the_city(by: "Person", own: str) -> dict[str, object]:
    """The officer who moved away, that none is placed afterwards, and a list that waits: a new officer, one changed, one who ended."""
    from monosashi.office.entering.told import new_token  # noqa: PLC0415
    from monosashi.office.officers.actions_leaving_out import leave_out  # noqa: PLC0415
    from monosashi.office.officers.bringing_in.actions import let_wait  # noqa: PLC0415 -- Django is set up by now
    from monosashi.office.officers.models import Appointment  # noqa: PLC0415
    from monosashi.office.officers.told import LeftOutTold  # noqa: PLC0415
    from monosashi.office.operation.example_officers import appoint_officers  # noqa: PLC0415

    moved = appoint_officers(office=by, own=own)
    known = Appointment.objects.filter(kind__name="デジタル推進員", outcome="open", staff=None).exclude(department=own)[
        0
    ]
    ended = (moved.until or moved.since) + timedelta(days=1)
    none = leave_out(own, LeftOutTold(known.kind_id, ended, "職員が2人になるため"), token=new_token(), by=by)
    lines = (
        "課所室コード,区分,氏名,職,任期開始,選任理由",
        f"{known.department},デジタル推進員,見本 新,主事,R8.4.1,希望",
        f"{known.department},デジタル推進員,{known.name},主幹,{known.since},推薦",
    )
    pending = let_wait(file_name="推進員 追加.csv", raw="\n".join(lines).encode(), by=by)
    return {
        "officer": moved.pk,
        "officer_kind": moved.kind_id,
        "left_out": none.pk,
        "officer_list": pending.pk,
    }
