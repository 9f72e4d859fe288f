"""The cities beside the sample city, for the pages in a browser: what stands for their addresses."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monosashi.office.accounts.standing import Person


def cities_of_the_city(by: "Person") -> dict[str, object]:
    """Nagasaki, brought in beside what was published of Sasebo, and the panel of them, made."""
    from monosashi.office.cities.looking import opened  # noqa: PLC0415 -- Django is set up by now
    from monosashi.office.operation.example_cities import bring_in_cities  # noqa: PLC0415
    from monosashi.panel.looking import indicators_holding  # noqa: PLC0415
    from office.jobs_done import jobs_done  # noqa: PLC0415

    (row,) = bring_in_cities(("nagasaki",), office=by)
    jobs_done("cities")
    panel = opened()
    assert panel is not None
    other = indicators_holding(panel, ("オンライン申請",), 1).indicators[0]
    return {
        "cities:indicator": [other.municipality_code, other.plan_id, other.indicator.id],
        "cities:alike": ["akita-digital-2", "i-p143"],
        "cities:replace": row.pk,
        "cities:take-out": row.pk,
    }
