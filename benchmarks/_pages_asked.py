"""One request as a browser that is logged in sends it."""

import http.client

FOLDER = "MONOSASHI_BARE_PAGES"
"""The variable with the folder where the bare view behind log-in finds the bytes of each page."""


def asked(connection: http.client.HTTPConnection, path: str, cookie: str) -> bytes:
    """The page's bytes. Raises RuntimeError for anything but a page."""
    connection.request("GET", path, headers={"Cookie": f"sessionid={cookie}"} if cookie else {})
    response = connection.getresponse()
    body = response.read()
    if response.status != http.client.OK:
        raise RuntimeError(f"{path}: {response.status}")
    return body
