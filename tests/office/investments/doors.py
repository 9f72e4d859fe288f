"""The addresses of cases of investment."""

from monosashi.core.plan import Plan
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.investments.models import Alternative
from office.doors import COORDINATORS, EDITORS, Doors, Parts
from office.investments.city_investments import a_case, conditioned, submitted

_READ = ("investments:list", "investments:case", "investments:sheet")
_PROPOSING = (
    *("investments:new", "investments:change", "investments:alternative-new", "investments:alternative"),
    *("investments:alternative-remove", "investments:answers", "investments:submit", "investments:withdraw"),
    *("investments:likeness", "investments:actuals", "investments:condition-report"),
)
_EXAMINING = (
    *("investments:examine", "investments:decide", "investments:take-up", "investments:verify"),
    *("investments:condition-close", "investments:condition-send-back"),
)
_COUNTED = "investments/test_pages_of_investments.py::test_pages_take_the_same_queries_for_one_case_and_for_many"


def _lay(plan: Plan, by: Person) -> Parts:
    case = submitted(a_case(by, plan=plan.id), by)
    case.submitted_by = None  # whoever lays it decides too
    case.save()
    condition = conditioned(case, by)
    alternative = Alternative.objects.filter(case=case, is_present=False).get()
    return {"case": case.pk, "alternative": alternative.pk, "condition": condition.pk}


INVESTMENTS = Doors(
    "investments",
    addresses={
        Permission.READ: _READ,
        Permission.PROPOSE_INVESTMENT: _PROPOSING,
        Permission.EXAMINE_INVESTMENT: (*_EXAMINING, "investments:settings"),
    },
    who={
        Permission.PROPOSE_INVESTMENT: EDITORS | COORDINATORS,
        Permission.EXAMINE_INVESTMENT: COORDINATORS,
    },
    samples=dict.fromkeys(("case", "alternative", "condition"), 1),
    lay=_lay,
    of_no_plan=("investments:settings",),
    elsewhere={_COUNTED: (*_READ, *_PROPOSING, *_EXAMINING, "investments:settings")},
)
