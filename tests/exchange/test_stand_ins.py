"""A field that cannot be read hides nothing else that is wrong, and causes no problem of its own."""

import json
from typing import Any

import pytest

from monosashi.core.messages import InvalidInput
from monosashi.exchange.plan_file import read_plan, write_plan
from sample_plans import sample_plan


def document() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(write_plan(sample_plan()))
    return read


def places(broken: dict[str, Any]) -> list[str]:
    with pytest.raises(InvalidInput) as caught:
        read_plan(json.dumps(broken).encode())
    return [problem.place for problem in caught.value.problems]


def with_actual(broken: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in broken["indicators"] if each.get("actuals"))
    return found


def test_an_unreadable_figure_hides_neither_a_wrong_code_nor_a_dangling_parent() -> None:
    broken = document()
    child = next(node for node in broken["nodes"] if node.get("parent"))
    indicator = with_actual(broken)
    broken["municipality"]["code"], child["parent"] = "052018", "n-nowhere"
    indicator["actuals"][0]["value"] = "22.6%"
    year = indicator["actuals"][0]["fiscal_year"]
    assert places(broken) == [
        f"indicators/{indicator['id']}/actuals/{year}/value",
        "municipality/code",
        f"nodes/{child['id']}/parent",
    ]


def test_an_unreadable_figure_alone_is_the_only_problem() -> None:
    broken = document()
    indicator = with_actual(broken)
    indicator["actuals"][0]["value"] = "22.6%"
    assert len(places(broken)) == 1


def test_a_list_that_is_none_makes_nothing_up_about_what_refers_into_it() -> None:
    broken = document()
    broken["nodes"] = "none"
    broken["municipality"]["code"] = "052018"
    assert places(broken) == ["nodes"]
