"""The product's own server, with its own settings, for another WSGI application: `python -m benchmarks._server MODULE`.

The office itself is measured by `python -m monosashi.office.operation.web`, as it is served.
"""

import sys
from typing import Any

import granian

from monosashi.office.operation import web

if __name__ == "__main__":
    server, other = granian.Granian, sys.argv[1]

    def of_other(_office: str, **settings: Any) -> Any:  # noqa: ANN401 -- whatever the product says
        """What the product builds, but for the application."""
        return server(other, **{**settings, "factory": False})

    granian.Granian = of_other  # type: ignore[assignment]
    web.read_ahead = lambda: None  # nothing of the office is in its processes
    web.main()
