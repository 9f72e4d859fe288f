"""The process that answers browsers: `python -m monosashi.office.operation.web`. Started by `monosashi office serve`."""

import gc
import os
import sys
from importlib import import_module
from multiprocessing import get_start_method
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections

from monosashi.office.config.installation import Installation, read_installation
from monosashi.office.config.logs import logging_of
from monosashi.office.operation.collecting import collect_seldom
from monosashi.office.operation.family import leave_with_parent

_THREADS = 2
"""Requests that one process answers at a time: one works while the other waits for the database. Of four, each waits for the others
whenever it comes back from there, and the slowest pages take half as long again."""

_THREADS_ALONE = 4
"""The same where one process answers everybody."""


def main() -> None:
    """Answer until asked to stop."""
    leave_with_parent()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "monosashi.office.config.settings")
    installation = read_installation()
    (_waitress if sys.platform == "win32" else _granian)(installation)


def application_of_a_worker() -> Any:  # noqa: ANN401 -- WSGI has no type of its own
    """What each process of the server calls, with all pages read, so that no visitor waits for that or finds it failing.

    It ends with the server, however that ends.
    """
    leave_with_parent()
    return _application()


def _application() -> Any:  # noqa: ANN401
    collect_seldom()
    application = get_wsgi_application()
    import_module(settings.ROOT_URLCONF)
    return application


def _granian(installation: Installation) -> None:
    granian = import_module("granian")
    if get_start_method() == "fork":
        read_ahead()
    host, port = address_of(installation)
    granian.Granian(
        "monosashi.office.operation.web:application_of_a_worker",
        factory=True,
        address=host,
        port=port,
        interface="wsgi",
        workers=installation.server_workers,
        blocking_threads=_THREADS,
        websockets=False,
        log_level="warning",
        log_dictconfig=logging_of(),
        respawn_failed_workers=True,
        workers_kill_timeout=15,
    ).serve()


def read_ahead() -> None:
    """What is read here each process that is forked has from its birth: it answers at once, also in place of one that crashed."""
    _application()
    connections.close_all()
    gc.freeze()  # what is shared stays so as long as nobody walks over it


def _waitress(installation: Installation) -> None:
    host, port = address_of(installation)
    import_module("waitress").serve(_application(), host=host, port=port, threads=_THREADS_ALONE, ident=None)


def address_of(installation: Installation) -> tuple[str, int]:
    """Host and port to listen on."""
    host, _, port = installation.listen.rpartition(":")
    return host.strip("[]"), int(port)


if __name__ == "__main__":
    main()
