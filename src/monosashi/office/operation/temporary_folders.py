"""What the processes of a server put aside for a moment stays in the folder of the installation, and not longer than the process.

A process that is killed cannot take away what it put there: whoever starts the next one does.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from monosashi.office.operation.family import lives

ABOVE = "temporary"
"""In the folder of the installation: a folder for each server, by the number of its process."""


def of_this_server(home: Path) -> Path:
    """An empty folder for this server. Those of servers that are gone are taken away."""
    above = home / ABOVE
    for left in above.glob("*"):
        if not (left.name.isdigit() and lives(int(left.name))):
            shutil.rmtree(left, ignore_errors=True)
    return emptied(above / str(os.getpid()))


def emptied(folder: Path) -> Path:
    """The folder, for nobody else to read, with nothing in it. On a full disk there may be none: the system's own is taken then."""
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
