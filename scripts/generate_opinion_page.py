"""Writes docs/reference/akita-opinions.md: the 22 opinions on Akita's plan beside what the plan review says of it.

What is said of an opinion stands in `akita_opinions.toml`; which rule speaks where is asked of the review. A test fails when the
page is stale, when an opinion finds no rule of its own kind, or when a finding on a measure that no opinion names is not explained.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from monosashi.checks.finding import Finding, Review, Severity
from monosashi.checks.registry import all_rules
from monosashi.checks.review import review
from monosashi.checks.tokenizer import SudachiTokenizer
from monosashi.core.messages import message
from monosashi.core.plan import Plan
from monosashi.evaluation.evaluate import evaluate, shipped_life_cycle, shipped_scheme
from monosashi.exchange.plan_file import read_plan
from monosashi.wording import render

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "akita-opinions.md"
EXAMPLES = (("akita", "秋田市", 2024), ("sasebo", "佐世保市", 2022), ("nagasaki", "長崎県", 2020))
TODAY = date(2025, 5, 12)

_HEAD = """# 監査の22の意見と計画点検

秋田市の令和7年度包括外部監査は、デジタル化推進計画 (令和6年度、68施策) に22の意見を述べた。このページは、同じ計画に
計画点検を当てたとき、どのルールがどの施策について言うか、意見のうち何が見え、何がデータからは見えないかを並べる。
意見は要点だけを私たちのことばで書いた。ルールの説明は [ルールの一覧](rules.md) にある。
このページは `scripts/generate_opinion_page.py` が計画とルールから作る。
"""


@cache
def words() -> Mapping[str, list[dict[str, Any]]]:
    """What is said of each opinion, and why findings elsewhere are true."""
    return tomllib.loads((Path(__file__).parent / "akita_opinions.toml").read_text(encoding="utf-8"))


@cache
def plan_of(name: str) -> Plan:
    """An example."""
    return read_plan(ROOT / "examples" / name / f"{name}.plan.json")


@cache
def review_of(name: str, fiscal_year: int) -> Review:
    """What all rules say of an example."""
    plan = plan_of(name)
    year = plan.index.year[fiscal_year]
    life_cycle = shipped_life_cycle(year.life_cycle) if year.life_cycle else None
    evaluation = evaluate(plan, fiscal_year, shipped_scheme(year.scheme), life_cycle) if year.scheme else None
    return review(plan, fiscal_year, today=TODAY, evaluation=evaluation, tokenizer=SudachiTokenizer())


def named() -> frozenset[str]:
    """The measures that an opinion on single measures, or opinion 5, names."""
    return frozenset(node for opinion in words()["opinions"] for node in opinion.get("measures", ()))


def unnamed_findings() -> tuple[Finding, ...]:
    """What is found above 参考 on measures that no opinion names."""
    return tuple(f for f in _akita().at_least(Severity.WARNING) if f.node is not None and f.node not in named())


def speaking(opinion: Mapping[str, Any]) -> tuple[Finding, ...]:
    """The findings of an opinion's own kind on its measures."""
    measures, rules = opinion.get("measures", ()), opinion.get("rules", ())
    return tuple(finding for finding in _akita().findings if finding.node in measures and finding.rule in rules)


def page() -> str:
    """The whole page."""
    parts = [_HEAD, "## 意見ごとに\n"]
    parts += [_opinion(opinion) for opinion in words()["opinions"]]
    parts += ["## 意見のない施策で、要確認以上の所見が出たもの\n", _quiet(), "## ルールが言う割合\n", _rates()]
    return "\n".join(parts)


def _akita() -> Review:
    return review_of("akita", 2024)


def _opinion(opinion: Mapping[str, Any]) -> str:
    lines = [f"### 意見{opinion['number']}\n", f"{opinion['about']}。\n"]
    findings = speaking(opinion)
    if findings:
        lines += ["| 施策 | ページ | ルール | 所見 |", "|---|---|---|---|", *map(_row, findings), ""]
    lines += [f"- 見えるもの: {opinion['seen']}"] if "seen" in opinion else []
    lines += [f"- 見えないもの: {opinion['unseen']}"] if "unseen" in opinion else []
    return "\n".join([*lines, ""])


def _row(finding: Finding) -> str:
    said = _cell(render(finding.message, "ja"))
    return f"| {_cell(finding.measure)} | {_printed_page(finding.node or '')} | {_rule(finding)} | {said} |"


def _rule(finding: Finding) -> str:
    return f"[{finding.rule}](rules.md#{finding.rule.lower()}-{finding.name}) {_severity(finding.severity)}"


def _severity(severity: Severity) -> str:
    return render(message(f"severity.{severity}"), "ja")


def _printed_page(node: str) -> str:
    """The page on which the measure's sheet begins."""
    place = f"nodes/{node}/"
    return next((entry.page for entry in plan_of("akita").provenance if entry.at.startswith(place)), "")


def _cell(text: str) -> str:
    return text.replace("|", "｜").replace("\n", " ")


def _quiet() -> str:
    measures = plan_of("akita").index.measures
    quiet = [node.id for node in measures if node.id not in named()]
    findings = unnamed_findings()
    marked = {finding.node for finding in findings}
    told = {(entry["rule"], entry["node"]): entry["why"] for entry in words()["true"]}
    lines = [
        f"どの意見にも名前の出ない施策は {len(quiet)} 件。",
        f"そのうち要確認以上の所見があるのは {len(marked)} 件で、どれも数値のとおりである。\n",
        "| 施策 | ページ | ルール | 所見 | 確かめ |",
        "|---|---|---|---|---|",
    ]
    lines += [f"{_row(finding)} {told.get((finding.rule, finding.node or ''), '')} |" for finding in findings]
    return "\n".join([*lines, ""])


def _rates() -> str:
    reviews = [(review_of(name, year), plan_of(name), year) for name, _, year in EXAMPLES]
    heads = [f"{city} {year}年度" for _, city, year in EXAMPLES]
    lines = [
        "施策のうち、そのルールが何か言ったものの割合。",
        "「計画」は計画全体への所見、「動かず」は要る事実が計画になく点検しなかったもの。\n",
        f"| ルール | {' | '.join(heads)} |",
        f"|---|{'---|' * len(heads)}",
    ]
    for rule in all_rules():
        cells = [_rate(rule.code, result, plan, year) for result, plan, year in reviews]
        lines.append(f"| [{rule.code}](rules.md#{rule.code.lower()}-{rule.name}) {rule.name} | {' | '.join(cells)} |")
    return "\n".join([*lines, "", *_reasons(reviews)])


def _rate(code: str, result: Review, plan: Plan, year: int) -> str:
    if any(each.rule == code for each in result.rules_not_run):
        return "動かず"
    findings = [finding for finding in result.findings if finding.rule == code]
    nodes = {finding.node for finding in findings if finding.node}
    if findings and not nodes:
        return "計画"
    every = _reviewed(plan, year)
    return f"{len(nodes)}/{every} ({len(nodes) * 100 / every:.0f}%)" if nodes else f"0/{every}"


def _reviewed(plan: Plan, year: int) -> int:
    """The nodes that carry indicators or are answered for: what a finding can be about."""
    carrying = {indicator.node for indicator in plan.indicators}
    answered = {node.id for node in plan.index.measures}
    out = {r.node for r in plan.results if r.fiscal_year == year and r.excluded}
    return len((carrying | answered) - out)


def _reasons(reviews: Iterable[tuple[Review, Plan, int]]) -> Iterator[str]:
    yield "動かなかった理由:\n"
    for (result, _, _), (_, city, _) in zip(reviews, EXAMPLES, strict=True):
        by_reason: dict[str, list[str]] = {}
        for each in result.rules_not_run:
            by_reason.setdefault(render(each.reason, "ja"), []).append(each.rule)
        yield from (f"- {city}: {reason} ({'、'.join(rules)})" for reason, rules in by_reason.items())
    yield ""


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
