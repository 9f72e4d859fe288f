"""A command looks over all that it read as seldom as the office does: the start of the office takes a third longer otherwise."""

import subprocess
import sys

from monosashi.office.operation.collecting import SELDOM

LINES = """
import atexit, gc, sys
from monosashi.cli.main import main
atexit.register(lambda: print(gc.get_threshold(), file=sys.stderr))
sys.argv = ["monosashi", "schemes"]
main()
"""


def test_a_command_collects_seldom() -> None:
    done = subprocess.run((sys.executable, "-c", LINES), capture_output=True, text=True, check=True)
    assert done.stderr.strip() == str(SELDOM)
