"""Differences of texts are shown inside the sentence, and both texts can be read off them."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from monosashi.publishing.comparison.differences import Run, RunKind
from monosashi.publishing.comparison.text_runs import after_of, before_of, runs_between, shortened

TEXTS = st.text(alphabet="研修を16回行い、職員が受けた。", max_size=40)
LEFT_OUT, PUT_IN, KEPT = RunKind.LEFT_OUT, RunKind.PUT_IN, RunKind.KEPT


@given(TEXTS, TEXTS)
def test_both_texts_are_made_of_the_runs(before: str, after: str) -> None:
    runs = runs_between(before, after)
    assert "".join(run.text for run in before_of(runs)) == before
    assert "".join(run.text for run in after_of(runs)) == after
    assert all(run.text for run in runs)
    assert all(one.kind is not other.kind for one, other in pairwise(runs))


def test_a_changed_number_is_shown_and_the_sentence_kept() -> None:
    assert runs_between("集合研修を16回行った。", "集合研修を18回行った。") == (
        Run(KEPT, "集合研修を1"),
        Run(LEFT_OUT, "6"),
        Run(PUT_IN, "8"),
        Run(KEPT, "回行った。"),
    )


def test_another_text_is_told_whole() -> None:
    assert runs_between("窓口が混む。", "来庁者アンケートは未実施") == (
        Run(LEFT_OUT, "窓口が混む。"),
        Run(PUT_IN, "来庁者アンケートは未実施"),
    )


def test_what_did_not_change_is_cut_to_what_is_beside_the_change() -> None:
    runs = shortened(runs_between("あ" * 30 + "1" + "い" * 30, "あ" * 30 + "2" + "い" * 30), around=4)
    assert [run.text for run in runs] == ["…ああああ", "1", "2", "いいいい…"]
