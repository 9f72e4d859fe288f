"""Files that were handed in with answers, as apps above know them: which figure of a plan each of them shows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from monosashi.office.joints import Joint
from monosashi.publishing.auditor.material import EvidenceFile


@dataclass(frozen=True, slots=True)
class Shows:
    """A file that shows a figure of the plan, by its path, to be true."""

    path: str
    file: EvidenceFile


evidence_handed_in = Joint[Callable[[str, int], Iterable[Shows]]]()
"""Asked what was handed in for a plan, by its id, up to a revision."""


def evidence_of_figures(plan_id: str, revision: int) -> Mapping[str, tuple[EvidenceFile, ...]]:
    """The files of every figure that has one, by the figure's path; what a later revision took in is not there."""
    found: dict[str, dict[EvidenceFile, None]] = {}
    for source in evidence_handed_in:
        for each in source(plan_id, revision):
            found.setdefault(each.path, {})[each.file] = None
    return {path: tuple(files) for path, files in found.items()}
