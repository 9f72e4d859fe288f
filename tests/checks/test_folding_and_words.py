"""Texts are made comparable before words are looked for; every listed word has its source."""

from importlib.resources import files

import pytest

from monosashi.checks.folding import fold
from monosashi.checks.indicator_kinds import Certainty, effect_clauses, infer_from_words
from monosashi.checks.texts import Texts
from monosashi.checks.tokenizer import SudachiTokenizer
from monosashi.checks.word_lists import word_list
from monosashi.core.indicators import IndicatorKind

LISTS = sorted(path.name.removesuffix(".toml") for path in (files("monosashi.checks") / "words").iterdir())


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("R P A の活用", "rpaの活用"),
        ("Ｙ ｏ ｕ Ｔ ｕ ｂ ｅ", "youtube"),
        ("АI", "ai"),  # Cyrillic А
        ("1,200 時間", "1,200時間"),
        ("年間 5 課所室", "年間5課所室"),
        ("data center", "data center"),
        ("目標－実績", "目標-実績"),
    ],
)
def test_spellings_fold_to_one(printed: str, folded: str) -> None:
    assert fold(printed) == folded


@pytest.mark.parametrize("name", LISTS)
def test_every_word_of_a_list_has_its_source(name: str) -> None:
    assert [entry.word for entry in word_list(name).entries if not entry.source] == []


def test_words_are_compared_in_their_normal_form() -> None:
    texts = Texts(SudachiTokenizer())
    assert texts.content("業務の効率化につながる") == texts.content("業務の効率化に繋がる")


def test_without_a_tokenizer_nobody_may_ask_for_words() -> None:
    with pytest.raises(LookupError):
        Texts(None).words("観光")


@pytest.mark.parametrize(
    ("name", "unit", "kind", "certainty"),
    [
        ("防災訓練の開催回数", "回", IndicatorKind.OUTPUT, Certainty.CERTAIN),
        ("満足度調査の実施回数", "回", IndicatorKind.OUTPUT, Certainty.CERTAIN),
        ("現地調査の完了率", "%", IndicatorKind.OUTPUT, Certainty.CERTAIN),
        ("観光案内板の設置数", "基", IndicatorKind.OUTPUT, Certainty.CERTAIN),
        ("市民向け講座の開催数", "回", IndicatorKind.OUTPUT, Certainty.CERTAIN),
        ("避難訓練の参加者数", "人", IndicatorKind.OUTPUT, Certainty.LIKELY),
        ("特設サイトのアクセス数", "回", IndicatorKind.OUTPUT, Certainty.LIKELY),
        ("補助金を活用して開業した店舗数", "店", IndicatorKind.OUTPUT, Certainty.LIKELY),
        ("道路照明の整備率", "%", IndicatorKind.OUTPUT, Certainty.CERTAIN),
        ("読解力の調査で基準に達した児童の割合", "%", IndicatorKind.UNDECLARED, Certainty.UNSURE),
        ("巡回で見つかった空き家の数", "戸", IndicatorKind.UNDECLARED, Certainty.UNSURE),
        ("窓口の待ち時間", "分", IndicatorKind.OUTCOME, Certainty.CERTAIN),
        ("一人あたり観光消費額", "円", IndicatorKind.OUTCOME, Certainty.CERTAIN),
        ("災害時の被害額", "円", IndicatorKind.OUTCOME, Certainty.LIKELY),
        ("児童の学力", "点", IndicatorKind.OUTCOME, Certainty.LIKELY),
        ("温水プールの利用率", "%", IndicatorKind.UNDECLARED, Certainty.UNSURE),
        ("先進農家を参考に機械を導入した農家数", "戸", IndicatorKind.UNDECLARED, Certainty.UNSURE),
    ],
)
def test_the_kind_of_an_indicator_is_read_from_its_words(
    name: str, unit: str, kind: IndicatorKind, certainty: Certainty
) -> None:
    guess = infer_from_words(name, unit)
    assert (guess.kind, guess.certainty) == (kind, certainty)
    assert bool(guess.words) == (certainty is not Certainty.UNSURE)


def test_an_expected_effect_tells_clause_by_clause_what_would_be_better() -> None:
    effect = "転記の時間が短縮され、印刷の経費が減る。保護者の満足度も上がる。"
    assert effect_clauses(effect) == (
        ("time", "転記の時間が短縮され"),
        ("cost", "印刷の経費が減る"),
        ("satisfaction", "保護者の満足度も上がる"),
    )
