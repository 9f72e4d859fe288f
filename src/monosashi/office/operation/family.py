"""Which processes live, and one that ends when the one that started it is gone: after a kill -9 nothing stays behind."""

import os
import signal
import sys
import threading
import time
from functools import partial

PARENT = "MONOSASHI_PARENT"
"""The variable in which a process tells its children its number: the parent may be gone before they can ask who it is."""

_EVERY = 1.0


def lives(process: int) -> bool:
    """Whether there is a process of this number. On Windows, where asking would end it, it is taken to be there."""
    if sys.platform == "win32":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def leave_with_parent() -> None:
    """From now on this process asks itself to end once its parent has. On Windows the parent holds our standard input open."""
    parent = int(os.environ.get(PARENT) or os.getppid())
    os.environ[PARENT] = str(os.getpid())
    watch = _watch_input if sys.platform == "win32" else partial(_watch_parent, parent)
    threading.Thread(target=watch, daemon=True).start()


def _watch_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(10)
    os._exit(1)


def _watch_input() -> None:
    sys.stdin.read()
    os._exit(1)
