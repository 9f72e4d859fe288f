"""The training of the sample city, for its pages in a browser: what stands for their addresses."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monosashi.office.accounts.standing import Person


def training_of_the_city(plan: str, own: str, by: "Person", editor: "Person", *people: "Person") -> dict[str, object]:
    """A session that was held with names, and a list for it that waits: one person more, one who was absent after all."""
    from monosashi.office.operation.example_training import Learners, hold_training  # noqa: PLC0415 -- Django is set up by now
    from monosashi.office.training.bringing_in.actions import let_wait  # noqa: PLC0415
    from monosashi.office.training.models import Enrolment, TrainingSession  # noqa: PLC0415

    held = hold_training(Learners(plan, own, by, editor, (editor, *people)))
    raw = f"職員番号,受講結果\n{by.staff.username},出席\n{editor.staff.username},欠席\n".encode()
    pending = let_wait(session=held, file_name="名簿 追加.csv", raw=raw, by=by)
    coming = Enrolment.objects.filter(reason__gt="").values_list("session", flat=True)[0]
    empty = TrainingSession.objects.filter(course=held.course, state="planned").values_list("pk", flat=True)[0]
    return {
        "training:difference": [held.pk, pending.pk],
        "training:recommend": [coming, own],
        "training:cancel-session": empty,
        "training:department": own,
        "session": held.pk,
        "course": held.course_id,
    }
