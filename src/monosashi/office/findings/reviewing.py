"""Reviews a revision of a plan and keeps what was found. A revision is reviewed once for each fiscal year."""

import hashlib
import json
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from monosashi.checks.finding import Finding, Review
from monosashi.checks.review import review
from monosashi.checks.rule import AnyRule
from monosashi.checks.tokenizer import NoTokenizer, SudachiTokenizer, Tokenizer
from monosashi.core.plan import Plan
from monosashi.evaluation.evaluate import evaluate
from monosashi.evaluation.known import known_life_cycle, known_scheme
from monosashi.evaluation.outcomes import Evaluation, Judgements
from monosashi.evaluation.scheme import Scheme
from monosashi.exchange.plan_file import read_plan, write_plan
from monosashi.office.findings.identity import body_of, key_of, plain
from monosashi.office.findings.models import FindingRow, Found, ReviewRow
from monosashi.office.findings.words import folded_of, templates_of
from monosashi.office.plans.actions_editions import bytes_of
from monosashi.office.plans.kept.kept_once import kept_once
from monosashi.office.plans.models import Edition
from monosashi.office.plans.queries import whole
from monosashi.office.plans.year.sentences import Templates
from monosashi.publishing.editions import canonical

Judged = tuple[Scheme | None, Evaluation | Judgements | None]
"""The scheme of a year and what the figures mean by it; None, None where the year names none that is known."""


def reviewed(plan_id: str, fiscal_year: int, revision: int) -> ReviewRow:
    """The review of a revision, the newest one; made now where there is none yet. Raises NoSuchPlan.

    Where somebody saved meanwhile, it is the review of what they saved.
    """
    kept = ReviewRow.objects.filter(plan_id=plan_id, fiscal_year=fiscal_year, revision=revision).first()
    return kept or _keep(plan_id, fiscal_year)


def _keep(plan_id: str, fiscal_year: int) -> ReviewRow:
    plan = whole(plan_id)
    found = review_of(plan, fiscal_year, a_year_earlier(plan_id, fiscal_year))
    sha256 = hashlib.sha256(write_plan(plan)).hexdigest()
    with transaction.atomic():
        kept, made = ReviewRow.objects.get_or_create(
            plan_id=plan_id,
            fiscal_year=fiscal_year,
            revision=plan.revision,
            defaults={"sha256": sha256, "made_at": timezone.now(), "ran": _ran(found), "not_run": _not_run(found)},
        )
        if made:
            _keep_findings(kept, found.findings, templates_of(plan, fiscal_year))
    return kept


def a_year_earlier(plan_id: str, fiscal_year: int) -> Plan | None:
    """The plan as the newest edition of the year before froze it; None where there is none that still stands."""
    of_that_year = Edition.objects.filter(plan_id=plan_id, fiscal_year=fiscal_year - 1, withdrawn_on="")
    edition = of_that_year.order_by("-number").first()
    return _plan_in(edition) if edition else None


@kept_once(4)
def _plan_in(edition: Edition) -> Plan:
    """The plan of an edition, which never changes."""
    return read_plan(canonical(json.loads(bytes_of(edition))["plan"]))


def review_of(
    plan: Plan,
    fiscal_year: int,
    previous: Plan | None = None,
    *,
    rules: Iterable[type[AnyRule]] | None = None,
    node: str | None = None,
    judged: Judged | None = None,
) -> Review:
    """Everything that the rules find, nothing left out: what is out of scope is decided beside it, day by day.

    `previous` is the plan as it stood a year earlier, None where nobody kept it. `rules` and `node` as `review` has them.
    `judged` is what the figures mean where that is known, None: it is worked out.
    """
    scheme, evaluation = judged or _judged(plan, fiscal_year)
    return review(
        plan,
        fiscal_year,
        today=timezone.localdate(),
        previous=previous,
        evaluation=evaluation,
        scheme=scheme,
        tokenizer=tokenizer(),
        rules=rules,
        node=node,
    )


@kept_once(1)
def tokenizer() -> Tokenizer | None:
    """The tokenizer, None where it is not installed. Its dictionary is read once."""
    try:
        return SudachiTokenizer()
    except NoTokenizer:
        return None


def _judged(plan: Plan, fiscal_year: int) -> Judged:
    year = plan.index.year.get(fiscal_year)
    if year is None or year.scheme is None:
        return None, None
    try:
        scheme = known_scheme(year.scheme)
        life_cycle = known_life_cycle(year.life_cycle) if year.life_cycle else None
    except LookupError:
        return None, None
    return scheme, evaluate(plan, fiscal_year, scheme, life_cycle)


def _ran(found: Review) -> str:
    return json.dumps([cost.rule for cost in found.costs])


def _not_run(found: Review) -> str:
    told = [{"rule": e.rule, "reason": plain(e.reason), "failed": e.failed} for e in found.rules_not_run]
    return json.dumps(told, ensure_ascii=False)


def _keep_findings(kept: ReviewRow, findings: tuple[Finding, ...], said: Templates) -> None:
    by_key = {key_of(finding): finding for finding in findings}
    rows = FindingRow.objects.bulk_create(
        [
            FindingRow(
                plan_id=kept.plan_id,
                key=key,
                rule=finding.rule,
                severity=finding.severity.value,
                node=finding.node or "",
                place=finding.place[:255],
                body=body_of(finding),
                folded=folded_of(finding, said),
            )
            for key, finding in by_key.items()
        ],
        batch_size=500,
        update_conflicts=True,
        unique_fields=("plan", "key"),
        update_fields=("severity", "body", "folded"),
    )
    known = dict(FindingRow.objects.filter(plan_id=kept.plan_id).values_list("key", "pk"))
    Found.objects.bulk_create(
        [Found(review=kept, finding_id=known[row.key], position=at) for at, row in enumerate(rows)], batch_size=500
    )
