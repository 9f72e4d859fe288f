"""What is missing can always be named, in both languages."""

import pytest

from monosashi.evaluation.explanations import FACTS, fact
from monosashi.wording import LANGUAGES, Language, render


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_that_can_be_missing_has_words(language: Language) -> None:
    names = [*FACTS, "answer:q1", "rating:progress", "step:kpi", "evidence"]
    assert all(render(fact(name), language) for name in names)


def test_a_fact_that_only_a_citys_scheme_knows_is_named_as_the_scheme_does() -> None:
    assert render(fact("evidence"), "ja") == "evidence"
    assert render(fact("answer:q1"), "ja") == "設問「q1」への回答"
