"""A plan review for people: by measure, the gravest first, with what could be done and where it stands in print."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from monosashi.checks.finding import GRAVITY, Finding, Review, Severity
from monosashi.cli.review_document import Printed
from monosashi.cli.session import Session
from monosashi.cli.sheets import Column, Row, Sheet
from monosashi.core.plan import Plan


def review_sheets(
    plan: Plan, fiscal_year: int, review: Review, findings: tuple[Finding, ...], session: Session
) -> tuple[Sheet, ...]:
    """The findings, then what did not run and what is waived."""
    sheets = (
        _findings(plan, fiscal_year, review, findings, session),
        _not_run(review, session),
        _waived(review, session),
    )
    return tuple(sheet for sheet in sheets if sheet is not None)


def _findings(plan: Plan, fiscal_year: int, review: Review, findings: tuple[Finding, ...], session: Session) -> Sheet:
    title = session.text("cli.check.title", plan=plan.name, year=fiscal_year)
    note = session.text(
        "cli.check.counted",
        **{severity.value: sum(f.severity is severity for f in findings) for severity in GRAVITY},
        measures=len({f.node for f in findings if f.node}),
        waived=len(review.waived),
    )
    if not findings:
        return Sheet(title, (), (), note=session.text("cli.check.nothing"))
    columns = (
        Column(session.text("cli.check.column.severity")),
        Column(session.text("cli.check.column.rule")),
        Column(session.text("cli.check.column.finding"), wraps=True),
    )
    rows = tuple(_rows(plan, findings, session))
    return Sheet(
        title, columns, rows, note=note, detail_column=2, detail_heading=session.text("cli.check.column.proposal")
    )


def _rows(plan: Plan, findings: Iterable[Finding], session: Session) -> Iterator[Row]:
    printed = Printed(plan)
    for node, group in groupby(findings, key=lambda finding: finding.node):
        named = plan.index.node.get(node or "")
        heading = named.label if named else session.text("cli.check.whole_plan")
        yield Row((heading,), heading=True)
        for finding in sorted(group, key=lambda each: -GRAVITY.index(each.severity)):
            yield _row(finding, printed, session)


def _row(finding: Finding, printed: Printed, session: Session) -> Row:
    details = []
    if finding.proposal:
        details.append(session.text("cli.check.proposal", proposal=session.say(finding.proposal.message)))
    if finding.expired:
        expired = finding.expired
        details.append(session.text("cli.check.expired", day=expired.expires.isoformat(), reason=expired.reason))
    read = printed.at(finding)
    if read and read.page:
        details.append(session.text("cli.check.printed", document=printed.document(read), page=read.page))
    return Row(
        (session.word(finding.severity), finding.rule, session.say(finding.message)),
        detail="\n".join(details),
        marked=finding.severity is not Severity.LOOK,
    )


def _not_run(review: Review, session: Session) -> Sheet | None:
    if not review.rules_not_run:
        return None
    columns = (
        Column(session.text("cli.check.column.rule")),
        Column(session.text("cli.check.column.reason"), wraps=True),
    )
    rows = tuple(Row((each.rule, session.say(each.reason))) for each in review.rules_not_run)
    return Sheet(session.text("cli.check.not_run"), columns, rows)


def _waived(review: Review, session: Session) -> Sheet | None:
    if not review.waived and not review.unused_waivers:
        return None
    columns = (
        Column(session.text("cli.check.column.rule")),
        Column(session.text("cli.check.column.place")),
        Column(session.text("cli.check.column.reason"), wraps=True),
        Column(session.text("cli.check.column.post")),
        Column(session.text("cli.check.column.expires")),
    )
    used = [each.waiver for each in review.waived]
    rows = [Row((w.rule, w.place, w.reason, w.post, w.expires.isoformat())) for w in dict.fromkeys(used)]
    rows += [
        Row((w.rule, w.place, session.text("cli.check.unused"), w.post, w.expires.isoformat()))
        for w in review.unused_waivers
    ]
    return Sheet(session.text("cli.check.waived"), columns, tuple(rows))
