"""A scheme or life cycle that changed between two editions is told by its name, as a city calls it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from monosashi.evaluation.evaluate import evaluate
from monosashi.evaluation.known import known_life_cycle, known_scheme
from monosashi.publishing.comparison import DifferenceKind, compare
from monosashi.publishing.editions import Content, Envelope, envelope_of
from monosashi.wording import render
from sample_plans import sample_plan

TITLE = known_scheme("akita@1").data["title"]["ja"]


def edition(**scheme: object) -> Envelope:
    """An edition of the sample plan, its scheme changed so."""
    frozen, life_cycle = known_scheme("akita@1"), known_life_cycle("akita@1")
    plan = sample_plan()
    content = Content(plan, frozen, life_cycle, evaluate(plan, 2024, frozen, life_cycle))
    envelope = envelope_of(content, (), created=date(2025, 6, 1))
    return {**envelope, "scheme": {**envelope["scheme"], **scheme}}


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        (
            {"version": "2", "title": {"ja": "新しい方式", "en": "A new scheme"}},
            f"計画の判定方式が {TITLE} (1) から 新しい方式 (2) に変わりました（判定方式）。",
        ),
        ({"reached": {}}, f"計画の判定方式「{TITLE} (1)」の中身が変わりました。"),
    ],
)
def test_a_scheme_that_changed_is_told_by_its_title(changed: Mapping[str, Any], says: str) -> None:
    (found,) = (each for each in compare(edition(), edition(**changed)).differences)
    assert found.kind is DifferenceKind.RULES_CHANGED
    assert render(found.message, "ja") == says
