from datetime import date

import pytest

from monosashi.office.accounts.models import Posting
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person
from office.laid import Someone
from office.letters.postman import postman
from office.officers.city_officers import ELSEWHERE, MARCH, Officers, employee

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_a_department_is_told_once_for_all_whose_terms_end_and_of_who_moved_without_a_name(
    officers: Officers, editor: Person, someone: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "django.utils.timezone.localdate", lambda value=None: value.date() if value else date(2026, 1, 5)
    )
    someone(Role.DEPARTMENT_EDITOR, department=ELSEWHERE, name="市民課 担当")
    lead, deputy = employee(), employee(name="林 薫")
    officers.notified(lead)
    officers.notified(deputy, kind=officers.deputy.pk)
    with postman() as post:
        assert post.bring(date(2026, 1, 20)) == []
        ((who, said),) = post.bring(date(2026, 2, 1))
        assert (who, said.startswith("推進員等の任期が令和8年3月31日")) == (editor.staff.name, True)
        assert "2人" in post.last.get_content()
        Posting.objects.filter(staff=lead).update(valid_to=date(2026, 2, 10))
        ((who, said),) = post.bring(date(2026, 2, 11))
        assert (who, said) == (editor.staff.name, "異動した推進主任がいます。後任を届け出てください: 企画部 情報課")
        assert lead.name not in post.last.get_content()
        assert post.bring(MARCH) == []
