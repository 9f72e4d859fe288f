"""Cases of investment as the sample city has them, in every state."""

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monosashi.office.accounts.standing import Person
    from monosashi.office.investments.models import Condition

Samples = dict[str, object]


def investments_of_the_city(plan: str, own: str, editor: "Person", elsewhere: "Person") -> Samples:
    """What stands for each address: the case in the state in which its page has most to show. Somebody of no department decides."""
    from monosashi.office.accounts.models import RoleAssignment, Staff  # noqa: PLC0415 -- once Django is set up
    from monosashi.office.accounts.permissions import Role  # noqa: PLC0415
    from monosashi.office.accounts.standing import person  # noqa: PLC0415
    from monosashi.office.investments.models import Alternative  # noqa: PLC0415
    from monosashi.office.operation.example_investments import Bureau, hold_investments  # noqa: PLC0415

    staff = Staff.objects.create(username="examiner", name="職員 examiner")
    RoleAssignment.objects.create(staff=staff, role=Role.COORDINATING_OFFICE)
    deputy = person(Staff.objects.get(pk=staff.pk))
    cases = hold_investments(Bureau(plan, own, "d-05", editor, elsewhere, deputy))
    returned, examining, rpa, pumps = (cases[key].pk for key in ("returned", "examining", "rpa", "pumps"))
    alternative = Alternative.objects.filter(case=returned, is_present=False).get()
    condition = _condition_of(plan, own, editor, deputy)
    of_the_own = ("change", "alternative-new", "answers", "submit", "withdraw", "likeness")
    return {
        "case": rpa,
        "condition": condition.pk,
        **{f"investments:{page}": returned for page in of_the_own},
        **{f"investments:{page}": [returned, alternative.pk] for page in ("alternative", "alternative-remove")},
        **{f"investments:{page}": examining for page in ("examine", "decide")},
        **{f"investments:{page}": pumps for page in ("verify", "take-up")},
        "investments:actuals": condition.decision.case_id,
    }


def _condition_of(plan: str, own: str, editor: "Person", deputy: "Person") -> "Condition":
    """A condition of an approved case of the own department, which it has still to report on."""
    from monosashi.office.entering.told import new_token  # noqa: PLC0415
    from monosashi.office.investments.actions_examining import ConditionTold, DecisionTold, decide  # noqa: PLC0415
    from monosashi.office.investments.actions_proposing import propose, submit  # noqa: PLC0415
    from monosashi.office.investments.states import InvestmentOutcome, InvestmentPriority  # noqa: PLC0415
    from monosashi.office.investments.told import CaseTold  # noqa: PLC0415

    told = CaseTold(2024, 3, "証明書の交付に使う端末の更新", "renew", "端末が古く、立ち上がりが遅い。")
    row = propose(plan, own, told, token=new_token(), by=editor)
    submit(row.pk, seen=row.version, by=editor)
    condition = ConditionTold("置き換えた台数を報告すること", date(2026, 3, 31), own)
    reason = "保守の期限が近い。"
    outcome = InvestmentOutcome.CONDITIONAL
    made = DecisionTold(outcome, reason, date(2025, 2, 3), InvestmentPriority.LOW, 2025, conditions=(condition,))
    return decide(row.pk, made, token=new_token(), seen=row.version + 1, by=deputy).conditions.get()
