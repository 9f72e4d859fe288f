"""A sentence of a scheme that stands alone on a page ends as a sentence."""

import pytest

from monosashi.wording import Language, ended


@pytest.mark.parametrize(
    ("sentence", "language", "told"),
    [
        ("達成率は100%以上", "ja", "達成率は100%以上。"),
        ("達成率は100%以上。", "ja", "達成率は100%以上。"),
        ("達成率（実績値5件）", "ja", "達成率（実績値5件）。"),
        ("the rate is 100 %", "en", "the rate is 100 %."),
        ("the rate is 100 %.", "en", "the rate is 100 %."),
        ("", "ja", ""),
    ],
)
def test_it_gets_the_full_stop_that_it_lacks(sentence: str, language: Language, told: str) -> None:
    assert ended(sentence, language) == told
