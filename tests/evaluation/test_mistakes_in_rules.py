"""What an official who writes a scheme or life cycle by hand gets wrong: told with place, line, what was read, why and what to do."""

import re
from collections.abc import Callable

import pytest

from monosashi.core.messages import Problem
from monosashi.evaluation.life_cycle_loader import read_life_cycle, shipped_life_cycle_file
from monosashi.evaluation.scheme_loader import read_scheme
from monosashi.evaluation.shipped import shipped_scheme_file
from monosashi.evaluation.table_reading import NotUsable
from monosashi.wording import render

BANDS = shipped_scheme_file("ratio-bands@1").decode()
AKITA = shipped_scheme_file("akita@2").decode()
STAGES = shipped_life_cycle_file("akita@1").decode()
FULL = 'when = { figure = "achievement", at_least = "100" }'


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


def refused(content: str | bytes, read: Callable[[bytes, str], object] = read_scheme) -> tuple[Problem, ...]:
    raw = content.encode() if isinstance(content, str) else content
    with pytest.raises(NotUsable) as refusal:
        read(raw, "city.toml")
    problems = refusal.value.problems
    assert all(render(problem.why, "en") and render(problem.remedy, "en") for problem in problems)
    return problems


def why(problem: Problem) -> str:
    return render(problem.why, "ja")


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ('id = "ratio-bands"', "id = ratio-bands", 1, '半角の " で囲まれていない'),
        ('id = "ratio-bands"', "id = “ratio-bands”", 1, '半角の " で囲まれていない'),
        ("rank = 1", "rank = １", 16, "全角の数字"),
        ('grade = "◎"', 'grade ＝ "◎"', 15, "半角の = がありません"),
        ("rank = 1", "rank: 1", 16, "半角の = がありません"),
        ("[[legend]]", "［［legend］］", 13, "全角の文字で始まる"),
        ("[[legend]]", "[[legend]", 13, "かっこの組"),
        ('grade = "◎"', 'grade = "◎', 15, "同じ行で閉じられていません"),
        ("rank = 1", "rank = 1\nrank = 2", 17, "二度書かれています"),
        ("[[steps]]", "[steps]", 78, "二度書かれています"),
        ('at_least = "100" }', 'at_least = "100", at_least = "90" }', 49, "二度書かれています"),
        ("rank = 1", "rank = 1 位", 16, "余分な文字"),
        ('grade = "◎"', 'grade = "\\◎"', 15, "そのままでは書けません"),
        ('grade = "◎"', 'grade = "◎\x01"', 15, "使えない文字"),
        (FULL, FULL.replace(", ", ",\n"), 49, "行が変わっています"),
        ("rank = 1", f"rank = {'9' * 5000}", 16, "桁が多すぎます"),
    ],
)
def test_a_line_that_is_no_toml_is_shown_and_explained_without_words_of_python(
    old: str, new: str, line: int, told: str
) -> None:
    (problem,) = refused(changed(BANDS, old, new))
    assert (problem.place, problem.line) == ("city.toml", line)
    assert problem.read
    assert told in why(problem)
    assert not re.search(r"[A-Za-z]{4,} [a-z]+", why(problem) + render(problem.remedy, "ja"))


def test_a_file_in_another_encoding_names_the_line_and_how_to_save_it() -> None:
    (problem,) = refused(b"# rules\n" + "id = '評価'".encode("cp932"))
    assert (problem.line, why(problem)) == (2, "UTF-8 の文字ではありません。")
    assert "メモ帳" in render(problem.remedy, "ja")


@pytest.mark.parametrize("raw", [b"\xef\xbb\xbf" + BANDS.encode(), BANDS.replace("\n", "\r\n").encode()])
def test_a_byte_order_mark_and_line_ends_of_windows_are_no_mistake(raw: bytes) -> None:
    assert read_scheme(raw, "city.toml").reference == "ratio-bands@1"


def test_tables_that_stand_in_each_other_without_end_are_refused() -> None:
    assert "深すぎて" in why(refused("x = " + "[" * 5000 + "]" * 5000)[0])
    nested = "when = {all=[" * 1 + "{all=[" * 400 + '{has="indicators"}' + "]}" * 400 + "]}"
    assert "深すぎて" in why(refused(changed(BANDS, FULL, nested))[0])


def test_what_was_read_is_said_as_it_is_written_in_toml() -> None:
    read = {
        new: refused(changed(BANDS, "rank = 1", new))[0].read
        for new in ('rank = "1"', "rank = true", "rank = [1]", 'rank = { a = "b" }')
    }
    assert list(read.values()) == ['"1"', "true", "[1]", '{ a = "b" }']


@pytest.mark.parametrize(
    ("old", "new", "place", "told"),
    [
        ("rank = 1", "rank = 0", "legend/1/rank", "1から99まで"),
        ("shares_decimals = 0", "shares_decimals = -3", "judging/shares_decimals", "0から10まで"),
        ("shares_decimals = 0", 'tolerances = [{ points = "-5" }]', "tolerances/1/points", "0より小さく"),
        ("shares_decimals = 0", 'tolerances = [{ points = "5", against = ["goal"] }]', "1/against", "決められた語"),
        (
            "shares_decimals = 0",
            'tolerances = [{ points = "5" }, { tag = "x", points = "1" }]',
            "tolerances/2",
            "決して使われません",
        ),
        (FULL, FULL.replace('"100"', '"1e999999"'), "when/at_least", "桁が多すぎます"),
        (FULL, FULL.replace(" }", ', below = "90" }'), "full/when", "当てはまる数が一つもありません"),
        (FULL, 'when = { any = [{ kind = "成果" }, { direction = "up" }] }', "any/1/kind", "決められた語"),
        (FULL, 'when = { any = [{ kind = "成果" }, { direction = "up" }] }', "any/2/direction", "決められた語"),
        (FULL, "when = { all = [] }", "when/all", "何も書かれていません"),
        (FULL, "when = { tag = [] }", "when/tag", "何も書かれていません"),
        (FULL, 'when = { rating = "r", rater = "self" }', "when/one_of", "必要な項目"),
        (
            'when = { some = "band", grade = "×" }',
            'when = { some = "band", grade = ["×", "✕"] }',
            "less/when/grade",
            "その段階が付けることのない記号",
        ),
        ('grades = ["◎"]', 'grades = ["A"]', "reached/grades", "その段階が付けることのない記号"),
        ('grades = ["◎"]', "grades = []", "reached/grades", "何も書かれていません"),
        ('grade = "○"\nrank = 2', 'grade = "◎"\nrank = 2', "legend/2/grade", "同じ記号の説明が先に"),
        ('id = "ratio-bands"', 'id = "a@b"', "city.toml/id", "名前として使えません"),
        ('version = "1"', 'version = " 1"', "city.toml/version", "名前として使えません"),
        ('id = "measure"\naxis', 'id = ""\naxis', "steps/2/id", "何も書かれていません"),
        ('id = "measure"\naxis', 'id = "title"\naxis', "steps/title/id", "重なる名前"),
        ('rates = "measure"', 'rates = "measure"\nshows = ["band"]', "steps/measure/shows", "人が評価する段階"),
        ('text = { ja = "達成率100%以上"', 'text = { ja = ""', "legend/1/text/ja", "何も書かれていません"),
        ("{achievement}", "{achievement!r}", "full/explain", "書式「!r」"),
        ("{achievement}", "｛achievement｝", "full/explain", "全角"),
        ('actual = "100", gives', 'actual = "1e9999999", gives', "example/actual", "桁が多すぎます"),
        ('actual = "100", gives', 'actual = { low = "200", high = "100" }, gives', "example/actual", "逆に"),
        ('actual = "100", gives', 'actual = { lo = "100" }, gives', "example/actual/lo", "使えない項目"),
    ],
)
def test_what_would_silently_mean_something_else_is_refused(old: str, new: str, place: str, told: str) -> None:
    said = [(problem.place, why(problem)) for problem in refused(changed(BANDS, old, new))]
    assert any(at.endswith(place) and told in reason for at, reason in said), said


@pytest.mark.parametrize(
    ("bands", "hole"),
    [
        ((('above = "50"'), ('below = "50"')), "50と50"),
        ((('at_least = "50"'), ('at_most = "40"')), "40と50"),
        ((('at_least = "90"'), ('at_least = "50", below = "80"'), ('below = "50"')), "80と90"),
        ((('at_least = "50"'), ('below = "50"')), None),
        ((('at_least = "90"'), ('at_least = "50"')), None),
    ],
)
def test_bands_of_one_figure_without_a_last_branch_leave_no_hole(bands: tuple[str, ...], hole: str | None) -> None:
    head = BANDS[: BANDS.index("[reached]")]
    branches = "".join(
        f"""
[[steps.branches]]
id = "b{at}"
grade = "◎"
when = {{ figure = "achievement", {bounds} }}
explain = {{ ja = "幅", en = "band" }}
example = {{ target = "100", actual = "1", gives = "◎" }}
"""
        for at, bounds in enumerate(bands)
    )
    incomplete = 'incomplete = { ja = "施策の評価はない", en = "no rating of measures" }\n'
    step = '[[steps]]\nid = "band"\naxis = "achievement"\nrates = "indicator"\n'
    told = [why(problem) for problem in refused(incomplete + head + step + branches)]
    holes = [reason for reason in told if "どの区分にも当たらない値" in reason]
    assert (len(holes), hole is None or hole in holes[0]) == (0 if hole is None else 1, True), told


def test_a_condition_of_the_wrong_kind_is_told_once_and_blamed_for_nothing_else() -> None:
    (problem,) = refused(changed(BANDS, FULL, 'when = "達成率100%以上"'))
    assert problem.place == "city.toml/steps/band/branches/full/when"


def test_where_nothing_could_be_named_the_remedy_does_not_name_an_empty_list() -> None:
    (problem,) = refused(changed(BANDS, FULL, 'when = { some = "measure", grade = "◎" }'))
    assert "使えるもの：" not in render(problem.remedy, "ja")
    problems = refused(changed(BANDS, 'id = "band"\naxis = "achievement"', 'id = "band"\naxis = "progress"'))
    assert {render(problem.remedy, "ja") for problem in problems} == {
        "legend に評価軸「progress」の記号を書くか、axis の書き誤りを直してください。"
    }


def test_a_milestone_of_an_example_in_words_is_refused_as_such() -> None:
    first, second = refused(changed(AKITA, 'due = "2024-10", done = "2024"', 'due = "令和6年10月", done = "R6"'))
    assert (first.read, second.read) == ("令和6年10月", "R6")
    assert "年度のどれとしても読めません" in why(first)


@pytest.mark.parametrize(
    ("old", "new", "place", "told"),
    [
        ('to = "2"', 'to = "1"', "stages/1/moves/1/to", "今の段階"),
        ('[[stages.moves]]\nto = "3"\n', '[[stages.moves]]\nto = "2"\n', "moves/2/to", "同じ段階への移行"),
        ('when = { milestones = "all_done" }\n', "", "stages/1/moves/1/explain", "勧められることはなく"),
        ('name = "構築期"', 'name = ""', "stages/1/name", "何も書かれていません"),
        ('to = "2"', "to = 2", "moves/1/to", "値の種類が違います"),
        ('id = "akita"', 'id = "秋田 市"', "city.toml/id", "名前として使えません"),
    ],
)
def test_a_mistake_in_a_life_cycle_is_told(old: str, new: str, place: str, told: str) -> None:
    (problem,) = refused(changed(STAGES, old, new), read_life_cycle)
    assert problem.place.endswith(place)
    assert told in why(problem)


def test_a_life_cycle_without_stages_is_none() -> None:
    (problem,) = refused(STAGES[: STAGES.index("[[stages]]")], read_life_cycle)
    assert "段階（stages）が一つもありません" in why(problem)


def test_a_life_cycle_given_as_a_scheme_is_told_as_what_it_is() -> None:
    (problem,) = refused(STAGES)
    assert why(problem) == "評価方式ではなく、ライフサイクルのファイルです。"
