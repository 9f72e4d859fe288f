"""The auditor's file set with what only the office knows: who prepared each answer (post and department), files, heads of the chain."""

from dataclasses import replace

from django.utils import timezone

from monosashi.office.events.sealing import seal
from monosashi.office.events.values import Occasion
from monosashi.office.findings.reviewing import tokenizer
from monosashi.office.plans.actions_editions import taken_out
from monosashi.office.publication.evidence_handed_in import evidence_of_figures
from monosashi.office.publication.preparers import preparers_of
from monosashi.office.ui.language import language
from monosashi.publishing.auditor import Sampling, file_set
from monosashi.publishing.auditor.opening import material_of_editions
from monosashi.publishing.output_files import OutputFile


def file_set_of(plan_id: str, edition: int) -> tuple[OutputFile, ...]:
    """All files of the set, the list of their hashes last. The events are sealed first. Raises InvalidInput."""
    head = seal(Occasion.CLOSE)
    with taken_out(plan_id) as folder:
        material = material_of_editions(
            folder,
            number=edition,
            fiscal_year=None,
            created=timezone.localdate(),
            sampling=Sampling(),
            tokenizer=tokenizer(),
        )
    heads = () if head is None else ((str(head.number), head.sha256),)
    known = replace(
        material,
        preparers=preparers_of(plan_id, material.plan),
        handed_in=evidence_of_figures(plan_id, material.plan.revision),
        event_heads=heads,
    )
    return file_set(known, language())
