"""`monosashi demo`: the real command starts a city and leaves nothing; `--check` names a page that is broken.

For what `--check` says a small server stands for the city: all its pages take minutes. `test_demonstration` follows a few of each kind.
"""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import takewhile
from pathlib import Path

import pytest

from monosashi.cli.commands.demo import checked
from monosashi.cli.session import ExitCode, Session
from monosashi.office.accounts.permissions import Role
from monosashi.office.operation.example_city import Inhabitant

pytestmark = [pytest.mark.slow, pytest.mark.without_database, pytest.mark.xdist_group("demonstration")]

ROW = re.compile(r"^.*?  ([a-z-]+) +(\w{4}(?:-\w{4}){3})\b")
MOST_SECONDS = 300


def test_the_command_starts_a_city_with_a_password_for_each_role_and_leaves_nothing(tmp_path: Path) -> None:
    """It says in how many seconds; that these are fewer than sixty is not asked of a machine that is busy with other tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MONOSASHI_", "DJANGO_"))}
    environment = {**kept, "TMPDIR": str(tmp_path), "LANG": "en_US.UTF-8"}
    command = (sys.executable, "-m", "monosashi.cli", "demo")
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        lines = list(takewhile(lambda line: "Ctrl-C" not in line, running.stdout))
        folders = [folder.name for folder in tmp_path.glob("monosashi-demo-*")]
        running.send_signal(signal.SIGINT)
        running.wait(MOST_SECONDS)
    assert any(re.fullmatch(r"Started in \d+\.\d s\.\n", line) for line in lines)
    passwords = {found[1]: found[2] for line in lines if (found := ROW.match(line))}
    assert set(passwords) == {role.value.replace("_", "-") for role in Role}
    assert len(set(passwords.values())) == len(Role)
    assert len(folders) == 1
    assert running.returncode == ExitCode.FINE
    assert list(tmp_path.glob("monosashi-demo-*")) == []


LOG_IN = '<form method="post"><input name="login"><input type="password" name="password"></form>'
HOME = '<a href="/fine/">one page</a>'
GONE = '<a href="/gone/">another one</a>'


class TwoLinks(BaseHTTPRequestHandler):
    """Asks whoever comes to log in; then shows a page whose link leads somewhere, or one with another link that does not."""

    def do_GET(self) -> None:
        """A page."""
        within = "in=yes" in self.headers.get("Cookie", "")
        pages = {"/": HOME, "/worse/": HOME + GONE} if within else {"/": LOG_IN, "/worse/": LOG_IN}
        pages["/fine/"] = "<p>nothing more</p>"
        self._answer(200 if self.path in pages else 404, pages.get(self.path, ""))

    def do_POST(self) -> None:
        """Whoever sends a password is in."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(200, HOME)

    def log_message(self, *_: object) -> None:
        """Nothing is said."""

    def _answer(self, status: int, page: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.send_header("Set-Cookie", "in=yes" if self.command == "POST" else "seen=yes")
        self.end_headers()
        self.wfile.write(page.encode())


@pytest.fixture
def home() -> Iterator[str]:
    """The address of the small server."""
    with HTTPServer(("127.0.0.1", 0), TwoLinks) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


PEOPLE = [Inhabitant("somebody", "a password", Role.EMPLOYEE)]


def test_a_page_that_is_broken_is_named_with_the_page_that_links_to_it(
    home: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert checked(f"{home}worse/", PEOPLE, Session("en")) == ExitCode.FOUND
    told = capsys.readouterr()
    assert f"{home}gone/ answered 404 (linked from {home}worse/)" in told.err
    assert "3 pages fetched" in told.out
    assert "Every page was there." not in told.out


def test_where_every_page_is_there_it_says_so(home: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(home, PEOPLE, Session("en")) == ExitCode.FINE
    assert "Every page was there." in capsys.readouterr().out
