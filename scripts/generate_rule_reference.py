"""Writes docs/reference/rules.md from the rules themselves. A test fails when the page is stale."""

from pathlib import Path

from monosashi.checks.registry import all_rules
from monosashi.cli.rule_pages import rule_document, rule_page
from monosashi.core.messages import Message
from monosashi.wording import render

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "rules.md"

_HEAD = """# 計画点検のルール

`monosashi check` が計画に当てるルールの一覧です。このページはルールから作られます (`scripts/generate_rule_reference.py`)。
ルールの符号の意味は変わりません。市の設定の書き方は `monosashi check --help` と、計画のそばに置く `名前.check.toml` で:

```toml
select = ["KPI", "TGT"]         # 空なら全部
ignore = ["TGT010"]
severity = { TGT002 = "look" }  # error (要修正)、warning (要確認)、look (参考)

[thresholds.TGT006]
percent = 200

[[waivers]]                     # 計画のそばの 名前.waivers.toml に分けてもよい
rule = "TGT002"
place = "indicators/i-003"
reason = "需要がある間は維持が目的"
post = "デジタル推進課長"          # 職名。個人の名前は書かない
expires = 2026-03-31            # 過ぎると、また伝える
```

計画の中の言葉を比べるルールには、辞書 (`pip install "monosashi[review]"`) が要ります。なければ、動かなかったと伝えます。
"""


def page() -> str:
    """The whole page."""
    rules = all_rules()
    lines = ["| 符号 | 名前 | 重さ | 見つけるもの |", "|---|---|---|---|"]
    for rule in rules:
        told = rule_document(rule, _say)
        lines.append(
            f"| [{rule.code}](#{rule.code.lower()}-{rule.name}) | {rule.name} | {told['severity_word']} | {told['title']} |"
        )
    pages = [rule_page(rule, _say, level=2) for rule in rules]
    return "\n".join([_HEAD, *lines, "", *pages])


def _say(sentence: Message) -> str:
    return render(sentence, "ja")


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
