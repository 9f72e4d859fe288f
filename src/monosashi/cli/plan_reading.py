"""Plan files that are named on the command line."""

from pathlib import Path

from monosashi.core.messages import InvalidInput
from monosashi.core.plan import Plan
from monosashi.exchange.plan_file import read_plan


class InvalidFile(InvalidInput):
    """One of the files named cannot be used. `file` is its name as given."""

    def __init__(self, file: str, error: InvalidInput) -> None:
        super().__init__(error.problems)
        self.file = file


def plan_in(path: Path) -> Plan:
    """The plan in a file. Raises InvalidFile with everything that is wrong."""
    try:
        return read_plan(path)
    except InvalidInput as error:
        raise InvalidFile(str(path), error) from None
