"""Several people who press a button at the same moment."""

from collections.abc import Callable
from threading import Barrier, Thread

from django.db import connection


def run_together(*acts: Callable[[], object]) -> list[object]:
    """All at once, each in a thread with a connection of its own."""
    ready, came = Barrier(len(acts)), [None] * len(acts)

    def run(at: int, act: Callable[[], object]) -> None:
        try:
            ready.wait()
            came[at] = act()  # type: ignore[call-overload]
        except Exception as error:
            came[at] = error  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [Thread(target=run, args=(at, act)) for at, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return list(came)
