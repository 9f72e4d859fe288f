"""The addresses of other cities."""

from monosashi.core.plan import Plan
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.cities.looking import opened
from monosashi.panel.looking import indicators_holding
from office.cities.zips_of_cities import brought, worked
from office.doors import COORDINATORS, Doors, Parts

_KEPT = ("cities:bring-in", "cities:make", "cities:replace", "cities:take-out")


def _busy(plan: Plan, by: Person, other: Person) -> Parts:
    """Two cities and the panel of them: an indicator of one's own, one of another city."""
    row = brought("sasebo", other)
    brought("nagasaki", other)
    worked()
    panel = opened()
    assert panel is not None
    one = indicators_holding(panel, (), 1).indicators[0]
    return {
        "pk": row.pk,
        "indicator": plan.indicators[0].id,
        "city": one.municipality_code,
        "city_plan": one.plan_id,
        "city_indicator": one.indicator.id,
    }


CITIES = Doors(
    "cities",
    addresses={
        Permission.READ: ("cities:list", "cities:search", "cities:indicator", "cities:alike"),
        Permission.KEEP_CITIES: _KEPT,
    },
    who={Permission.KEEP_CITIES: COORDINATORS},
    samples={"indicator": "i-p073", "city": "422029", "city_plan": "sasebo-dx", "city_indicator": "none"},
    of_no_plan=_KEPT,
    acts=("cities:make",),
    apart={"It only takes what is sent.": ("cities:make",)},
    pinned={
        "cities:list": 8,
        "cities:list?format=xlsx": 8,
        "cities:search": 5,
        "cities:search?format=xlsx": 5,
        "cities:alike": 6,
        "cities:alike?format=xlsx": 6,
        "cities:indicator": 5,
        "cities:indicator?format=xlsx": 5,
        "cities:bring-in": 4,
        "cities:replace": 5,
        "cities:take-out": 5,
    },
    busy=_busy,
)
