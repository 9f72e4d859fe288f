"""Files that somebody decided against when answers were taken in: kept beside the plan, so that nobody is asked again."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from monosashi.core.messages import InvalidInput, message
from monosashi.exchange.answer_sheets.returned import Returned
from monosashi.exchange.spreadsheets.saving import save_whole

FORMAT = 1


def decisions_path(plan: Path) -> Path:
    """The file beside a plan file: `akita.decisions.json` for `akita.plan.json`."""
    return plan.with_name(f"{plan.name.removesuffix('.json').removesuffix('.plan')}.decisions.json")


def rejected_digests(plan: Path) -> frozenset[str]:
    """The digests of the files decided against. None is kept: empty. Raises InvalidInput for a file that says something else."""
    return frozenset(_kept(decisions_path(plan)))


def remember_rejected(plan: Path, rejected: Iterable[Returned], used: Iterable[Returned]) -> None:
    """Keep what was decided; a file that counts now is not decided against any more. Raises InvalidInput."""
    path = decisions_path(plan)
    before = _kept(path)
    counting = {file.digest for file in used}
    after = {**before, **{file.digest: file.name for file in rejected}}
    after = {digest: name for digest, name in after.items() if digest not in counting}
    if after != before:
        document = {"format": FORMAT, "rejected": after}
        save_whole(f"{json.dumps(document, ensure_ascii=False, indent=2)}\n".encode(), path)


def _kept(path: Path) -> Mapping[str, str]:
    """Digest and name of every file decided against."""
    try:
        read = json.loads(path.read_bytes())
        rejected = read["rejected"] if read["format"] == FORMAT else None
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError):
        rejected = None
    if not isinstance(rejected, dict) or not all(isinstance(name, str) for name in rejected.values()):
        why, remedy = message("answer_sheets.decisions_damaged"), message("answer_sheets.decisions_damaged.remedy")
        raise InvalidInput.of(str(path), why, remedy)
    return rejected
