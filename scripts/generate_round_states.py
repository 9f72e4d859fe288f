"""Writes docs/reference/round-states.md from the tables of transitions of rounds and their sheets."""

from collections.abc import Iterable
from pathlib import Path

from monosashi.office.rounds.states import ENDS, ROUND_TRANSITIONS, TRANSITIONS, RoundState
from monosashi.wording import Language, render, word

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "round-states.md"


def page() -> str:
    """The page, in both languages."""
    return "\n".join(["# 照会とシートはどう進むか\n", *_tables("ja"), *_tables("en")])


def _tables(language: Language) -> list[str]:
    title, of_round, of_sheet, ends = _TITLES[language]
    ending = ", ".join(f"{render(word(state), language)} `{state}`" for state in sorted(ENDS))
    return [
        f"## {title}\n",
        f"### {of_round}\n",
        *_table(_ROUND_HEADS[language], _rounds(language)),
        f"### {of_sheet}\n",
        *_table(_SHEET_HEADS[language], _sheets(language)),
        f"{ends}{ending}\n",
    ]


def _rounds(language: Language) -> Iterable[tuple[str, ...]]:
    for (state, act), move in ROUND_TRANSITIONS.items():
        yield tuple(f"{render(word(each), language)} `{each}`" for each in (state, act, move.hand, move.to))


def _sheets(language: Language) -> Iterable[tuple[str, ...]]:
    for (state, act), move in TRANSITIONS.items():
        told = tuple(f"{render(word(each), language)} `{each}`" for each in (state, act, move.hand))
        following = "<br>".join(f"{render(word(each), language)} `{each}`" for each in move.to)
        within = "<br>".join(render(word(each), language) for each in RoundState if each in move.within)
        yield (*told, following, within)


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    return [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|", *(f"| {' | '.join(row)} |" for row in rows), ""]


_TITLES: dict[Language, tuple[str, str, str, str]] = {
    "ja": ("日本語", "照会", "シート", "ここから先へは進まない状態: "),
    "en": ("English", "Rounds", "Sheets", "States that nothing leads out of: "),
}
_ROUND_HEADS: dict[Language, tuple[str, ...]] = {
    "ja": ("いまの状態", "すること", "だれが", "次の状態"),
    "en": ("State", "Act", "By whom", "Next state"),
}
_SHEET_HEADS: dict[Language, tuple[str, ...]] = {
    "ja": ("いまの状態", "すること", "だれが", "次の状態", "照会がどの状態のとき"),
    "en": ("State", "Act", "By whom", "Next state", "While the round is"),
}


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
