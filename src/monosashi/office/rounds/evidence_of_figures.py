"""Which figures of the plan the files on its sheets show: those of the answer that a file was added for, or of the whole sheet."""

from collections.abc import Iterator

from monosashi.core.paths import escaped, key_of
from monosashi.core.results import NodeYear, Rater, Rating
from monosashi.exchange.answer_sheets.slots import Slot
from monosashi.office.publication.evidence_handed_in import Shows
from monosashi.office.rounds.basis import basis_of
from monosashi.office.rounds.models import Evidence, Sheet
from monosashi.publishing.auditor.material import EvidenceFile


def evidence_of_sheets(plan_id: str, revision: int) -> Iterator[Shows]:
    """The files on all sheets whose answers stood in the plan at a revision, none that was taken off. Two queries, one more a round."""
    rows = Evidence.objects.filter(
        removed_at=None, sheet__round__plan=plan_id, sheet__accepted_revision__lte=revision
    ).select_related("sheet__round")
    for row in rows:
        file = EvidenceFile(row.name, row.sha256)
        for path in _figures_shown(row.sheet, row.slot):
            yield Shows(path, file)


def _figures_shown(sheet: Sheet, slot: str) -> Iterator[str]:
    """The paths of the figures that a slot is, those of all slots for ""."""
    for each in basis_of(sheet.round).asked(sheet.node).every:
        if slot in {"", each.id} and (path := figure_of(each, sheet.node, sheet.round.fiscal_year)):
            yield path


def figure_of(slot: Slot, node: str, fiscal_year: int) -> str:
    """The path of the figure that a slot of a measure's sheet answers, "" where it is none."""
    match slot.at:
        case ("actual", indicator, "value"):
            return f"indicators/{escaped(indicator)}/actuals/{fiscal_year}/value"
        case ("fraction", indicator, part):
            return f"indicators/{escaped(indicator)}/fractions/{fiscal_year}/{part}"
        case ("money", program, stage):
            return f"budget_programs/{escaped(program)}/lines/{fiscal_year}.{stage}/amount"
        case ("rating", axis, "grade"):
            return f"{_result(node, fiscal_year)}/ratings/{key_of(Rating(axis, Rater.SELF, ''))}/grade"
        case ("answer", question):
            return f"{_result(node, fiscal_year)}/answers/{escaped(question)}/number"
    return ""


def _result(node: str, fiscal_year: int) -> str:
    return f"results/{key_of(NodeYear(node, fiscal_year))}"
