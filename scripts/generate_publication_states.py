"""Writes docs/reference/publication-states.md from the table of transitions."""

from pathlib import Path

from monosashi.office.publication.states import TRANSITIONS
from monosashi.wording import Language, render, word

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "publication-states.md"


def page() -> str:
    """The page, in both languages."""
    return "\n".join(["# 公開の提案はどう進むか\n", *_table("ja"), *_table("en")])


def _table(language: Language) -> list[str]:
    title, heads = _HEADS[language]
    rows = [
        " | ".join(f"{render(word(each), language)} `{each}`" for each in (state, act, hand, following))
        for (state, act), (following, hand) in TRANSITIONS.items()
    ]
    return [f"## {title}\n", f"| {' | '.join(heads)} |", "|---|---|---|---|", *(f"| {row} |" for row in rows), ""]


_HEADS: dict[Language, tuple[str, tuple[str, str, str, str]]] = {
    "ja": ("日本語", ("いまの状態", "すること", "だれが", "次の状態")),
    "en": ("English", ("State", "Act", "By whom", "Next state")),
}


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
