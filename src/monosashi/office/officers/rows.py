"""Rows -> what forms show and actions compare, and what events say of them: posts and days, and nobody's name."""

from monosashi.office.accounts.register import names_of
from monosashi.office.events.values import Subject, Touched
from monosashi.office.officers.models import Appointment, LeftOut, OfficerKind
from monosashi.office.officers.told import KindTold, LeftOutTold, OfficerTold


def told_of_kind(row: OfficerKind) -> KindTold:
    """A kind as its form shows it."""
    return KindTold(
        name=row.name,
        how_many=row.how_many,
        duties=row.duties,
        usual_posts=row.usual_posts,
        term_years=row.term_years,
        most_years=row.most_years,
        rests_on=row.rests_on,
        stands_in_for=row.stands_in_for_id,
        may_be_left_out=row.may_be_left_out,
        position=row.position,
        out_of_use_since=row.out_of_use_since,
    )


def told_of_officer(row: Appointment) -> OfficerTold:
    """An appointment as its form shows it."""
    return OfficerTold(
        kind=row.kind_id,
        since=row.since,
        until=row.until,
        account=row.staff.username if row.staff else "",
        name=row.name,
        post=row.post,
        chosen_by=row.chosen_by,
        shared_with=row.shared_with,
        note=row.note,
    )


def called(row: Appointment) -> str:
    """What an officer is called."""
    return row.staff.name if row.staff else row.name


def subject_of_kind(row: OfficerKind) -> Subject:
    """A kind, as events name it."""
    return Subject("officer_kind", str(row.pk), row.name)


def subject_of_officer(row: Appointment) -> Subject:
    """An appointment, as events name it: by its kind and department."""
    return Subject("officer", str(row.pk), f"{row.kind.name} {_name(row.department)}")


def subject_of_left_out(row: LeftOut) -> Subject:
    """That none is placed, as events name it."""
    return Subject("officer_left_out", str(row.pk), f"{row.kind.name} {_name(row.department)}")


def touched_by(row: Appointment) -> tuple[Touched, ...]:
    """In whose history an appointment stands besides: the account's."""
    return (Touched("staff", str(row.staff_id)),) if row.staff_id is not None else ()


def recorded_kind(told: KindTold) -> dict[str, object]:
    """A kind as an event says it: the one that it stands in for by its name."""
    return {**told.plain, "stands_in_for": _name_of_kind(told.stands_in_for)}


def recorded_officer(row: Appointment) -> dict[str, object]:
    """An appointment as an event says it. Whose it is says the history in which it stands."""
    return {
        "post": row.post,
        "since": row.since.isoformat(),
        "until": row.until.isoformat() if row.until else None,
        "chosen_by": row.chosen_by,
        "shared_with": _name(row.shared_with),
        "note": row.note,
        "outcome": row.outcome,
    }


def recorded_left_out(told: LeftOutTold) -> dict[str, object]:
    """That none is placed, as an event says it."""
    return {"since": told.since.isoformat(), "until": told.until.isoformat() if told.until else None}


def _name(code: str) -> str:
    return names_of((code,)).get(code, code)


def _name_of_kind(pk: int | None) -> str | None:
    return None if pk is None else OfficerKind.objects.filter(pk=pk).values_list("name", flat=True).first()
