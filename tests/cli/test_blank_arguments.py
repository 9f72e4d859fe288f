"""A word that is blank, as a script passes it where a variable is empty, is refused by name instead of meaning something."""

import pytest

from cli.command_line import AKITA, run


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("show", AKITA, ""), "MEASURE"),
        (("show", AKITA, "\u3000"), "MEASURE"),
        (("show", "", "n-p073"), "PLAN"),
        (("show", AKITA, "n-p073", "--year", ""), "--year YEAR"),
        (("show", AKITA, "n-p073", "--year="), "--year YEAR"),
        (("rules", ""), "RULE"),
        (("schemes", ""), "ID@VERSION"),
        (("verify", ""), "DIR"),
        (("validate", ""), "PLAN..."),
        (("compare", AKITA, ""), "B"),
        (("diff", "", AKITA), "A"),
    ],
)
def test_a_blank_word_is_refused_by_the_name_of_what_it_stands_for(arguments: tuple[object, ...], named: str) -> None:
    told = run(*arguments)
    assert (told.code, told.out) == (2, "")
    assert f"{named} が空です" in told.err
    assert "変数" in told.err


def test_what_stands_behind_two_hyphens_may_not_be_blank_either() -> None:
    assert run("show", "--", AKITA, "").code == 2
