"""Forms that were saved. Sent twice, a form saves once; changed after going back, it goes on from what it saved."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from monosashi.office.accounts.standing import Person
from monosashi.office.plans.models import Submission

KEPT_FOR = timedelta(days=7)
"""How long it is known that a form was saved. Nobody goes back further in a browser."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form as it was sent. `token` is given to it when it is made, `texts` what stood in its cells."""

    token: str
    texts: Mapping[str, str]

    @property
    def raw(self) -> bytes:
        """The texts in the one way in which they are kept."""
        return zlib.compress(json.dumps(self.texts, ensure_ascii=False, sort_keys=True).encode(), level=1)


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the form sent when it was saved, the revision that it was based on then, and the one that it made."""

    texts: Mapping[str, str]
    based_on: int
    revision: int


def saved_before(form: Form, plan_id: str, by: Person) -> int | None:
    """The revision that this form made with the same content; None where it was not saved, or with another."""
    earlier = earlier_of(form.token, plan_id, by)
    return earlier.revision if earlier is not None and earlier.texts == form.texts else None


def earlier_of(token: str, plan_id: str, by: Person) -> Earlier | None:
    """What became of the form with this token; None where this person has not saved it. One query."""
    row = Submission.objects.filter(token=token, plan_id=plan_id, made_by=by.staff.pk).first()
    if row is None:
        return None
    return Earlier(json.loads(zlib.decompress(bytes(row.sent))), row.based_on, row.revision)


def keep_form(form: Form, plan_id: str, by: Person, based_on: int, revision: int) -> None:
    """Remember, in the transaction of the save, that the form was saved. What is old is forgotten."""
    now = timezone.now()
    Submission.objects.filter(made_at__lt=now - KEPT_FOR).delete()
    Submission.objects.update_or_create(
        token=form.token,
        defaults={
            "plan_id": plan_id,
            "made_by": by.staff.pk,
            "made_at": now,
            "based_on": based_on,
            "revision": revision,
            "sent": form.raw,
        },
    )
