"""点検所見: what the plan review found, by which rule, resting on which published source; and which rules could not run."""

from collections.abc import Iterator

from monosashi.checks.finding import DAYS_OF_EVIDENCE, Finding, Source
from monosashi.checks.registry import all_rules
from monosashi.checks.rule import AnyRule
from monosashi.core.messages import Message, Param, message
from monosashi.publishing.auditor.figures_table import columns_of
from monosashi.publishing.auditor.material import Material
from monosashi.publishing.auditor.tables import Row, Table
from monosashi.wording import word

_FINDINGS = (
    ("rule", 12, False), ("severity", 9, False), ("page", 8, False), ("measure", 34, False), ("indicator", 30, False),
    ("finding", 66, False), ("evidence", 44, False), ("proposal", 44, False), ("waived", 30, False),
    ("sources", 44, False), ("path", 36, False),
)  # fmt: skip

_RULES = (
    ("rule", 12, False), ("severity", 9, False), ("rule_finds", 56, False), ("found", 9, True),
    ("not_run", 44, False), ("sources", 66, False),
)  # fmt: skip


def findings_table(material: Material) -> Table:
    """In the order of the plan; those that a waiver puts out of scope stand below with its reason."""
    rules = {rule.code: rule for rule in all_rules()}
    found = [_row(finding, "", rules, material) for finding in material.review.findings]
    waived = [
        _row(each.finding, _waiver(each.waiver.reason, each.waiver.post), rules, material)
        for each in material.review.waived
    ]
    note = message("auditor.findings.note", count=len(found), waived=len(waived))
    return Table(
        "findings",
        message("auditor.findings"),
        note,
        columns_of(_FINDINGS),
        (*found, *waived),
        link_column=3,
        empty=message("auditor.findings.none"),
    )


def rules_table(material: Material) -> Table:
    """Every rule, how often it spoke, and why it could not where it could not."""
    reasons = {each.rule: each.reason for each in material.review.rules_not_run}
    counts = [finding.rule for finding in material.review.findings]
    rows = tuple(
        Row(
            (
                rule.code, word(rule.severity), _first_line(rule), counts.count(rule.code), reasons.get(rule.code, ""),
                _sources(rule.sources),
            ),
            anchor=rule.code,
            marked=rule.code in reasons,
        )
        for rule in all_rules()
    )  # fmt: skip
    note = message("auditor.rules.note", count=len(rows), not_run=len(reasons))
    return Table("rules", message("auditor.rules"), note, columns_of(_RULES), rows)


def _row(finding: Finding, waived: Param, rules: dict[str, type[AnyRule]], material: Material) -> Row:
    indicator = material.plan.index.indicator.get(finding.indicator or "")
    cells: tuple[Param, ...] = (
        finding.rule, word(finding.severity), material.page_of(finding.node) if finding.node else "",
        finding.measure or message("scope.plan"), indicator.name if indicator else "", finding.message, tuple(_evidence(finding)),
        finding.proposal.message if finding.proposal else "", waived, _sources(rules[finding.rule].sources),
        finding.place,
    )  # fmt: skip
    return Row(cells, leads_to=f"figures.html#{finding.node}" if finding.node else "")


def _evidence(finding: Finding) -> Iterator[Message]:
    for name, value in finding.evidence:
        yield message("auditor.evidence", name=message(f"evidence.{name}"), value=_read(name, value))


def _read(name: str, value: Param) -> Param:
    """As it is read: a year is no number, a day stands in the years of its era."""
    if name in DAYS_OF_EVIDENCE:
        return message("ui.period", period=value)
    is_year = isinstance(value, int) and name.endswith("year")
    return message("auditor.year", year=value) if is_year else value


def _waiver(reason: str, post: str) -> Message:
    return message("auditor.waived", reason=reason, post=post)


def _sources(sources: tuple[Source, ...]) -> Param:
    return tuple(
        message("auditor.source", title=each.title, page="" if each.page is None else f"p.{each.page}", opinion=each.opinion)
        for each in sources
    ) or ""  # fmt: skip


def _first_line(rule: type[AnyRule]) -> str:
    return (rule.__doc__ or "").strip().split("\n", maxsplit=1)[0]
