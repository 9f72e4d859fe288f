"""Who answers for a fiscal year is who holds the part on its last day, 31 March."""

import pytest

from monosashi.core.tree import Node, Responsibility, Role

OLD = Responsibility("d-old", Role.LEAD, None, "2025-03-31")
HEIR = Responsibility("d-heir", Role.LEAD, "2025-04-01")


@pytest.mark.parametrize(
    ("since", "until", "parts"),
    [
        (None, None, 1),
        (None, "2025-03-31", 1),
        (None, "2025-03-30", 0),
        ("2025-03-31", None, 1),
        ("2025-04-01", None, 0),
        ("2025-03-31", "2025-03-31", 1),
        ("2024-04-01", "2024-09-30", 0),
    ],
)
def test_a_part_is_one_of_fiscal_2024_when_it_holds_on_31_march_2025(
    since: str | None, until: str | None, parts: int
) -> None:
    part = Responsibility("d-1", Role.LEAD, since, until)
    assert part.holds_in(2024) == bool(parts)
    assert Node("m-1", "l-1", "講座", responsibilities=(part,)).parts_in(2024) == (part,) * parts


@pytest.mark.parametrize(
    ("fiscal_year", "parts"), [(2023, (OLD,)), (2024, (OLD,)), (2025, (HEIR,)), (2026, (HEIR,)), (None, (OLD, HEIR))]
)
def test_a_part_handed_over_on_1_april_2025_is_the_old_ones_up_to_fiscal_2024_and_without_a_year_both_are_told(
    fiscal_year: int | None, parts: tuple[Responsibility, ...]
) -> None:
    assert Node("m-1", "l-1", "講座", responsibilities=(OLD, HEIR)).parts_in(fiscal_year) == parts
