"""The office's server, set up as the product sets it up, with any WSGI application: `python -m benchmarks._server PORT MODULE`."""

import sys

from granian import Granian
from granian.constants import Interfaces

from benchmarks.an_office import WORKERS

THREADS = 4
"""As `monosashi.office.operation.web` has it."""

if __name__ == "__main__":
    port, module = sys.argv[1:]
    Granian(
        module,
        address="127.0.0.1",
        port=int(port),
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        websockets=False,
        log_level="error",
    ).serve()
