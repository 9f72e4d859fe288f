"""Real mail servers on the loopback: one that takes everything, one that refuses, one that hangs."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.test import override_settings

from monosashi.office.letters.mail_section import Mail


def mailing_at(port: int, timeout: int = 2, **more: Any) -> override_settings:
    """The installation mails by the server of this port. `more` are further settings of `[mail]`."""
    told = {"port": port, "timeout_seconds": timeout, "from_address": "dx@city.example.jp", **more}
    mail = Mail(host="127.0.0.1", starttls=False, **told)
    return override_settings(INSTALLATION=settings.INSTALLATION.model_copy(update={"mail": mail}))


class Taking:
    """Keeps what it gets. `refused` are addresses that it does not know; `full`: it refuses every text."""

    def __init__(self, *, refused: frozenset[str] = frozenset(), full: bool = False) -> None:
        self.got: list[tuple[tuple[str, ...], EmailMessage]] = []
        self._refused, self._full = refused, full

    async def handle_RCPT(  # noqa: N802 -- the name that aiosmtpd looks for
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Whether the address is known."""
        if address in self._refused:
            return f"550 no such user {address}"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 -- as above
        """Keep the text."""
        if self._full:
            return "552 over quota"
        assert isinstance(envelope.content, bytes)
        letter = message_from_bytes(envelope.content, policy=default)
        assert isinstance(letter, EmailMessage)
        self.got.append((tuple(envelope.rcpt_tos), letter))
        return "250 OK"


@contextmanager
def serving(handler: Taking) -> Iterator[int]:
    """The port of a server with this handler."""
    server = Controller(handler, hostname="127.0.0.1", port=free_port())
    server.start()
    try:
        yield server.port
    finally:
        server.stop()


@contextmanager
def hanging(*, after: bytes = b"") -> Iterator[int]:
    """The port of a server that takes the line and then says nothing more: not a word, or nothing once it has heard `after`."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.2)
    stop, lines = threading.Event(), []

    def answer() -> None:
        while not stop.is_set():
            try:
                line, _ = listener.accept()
            except TimeoutError:
                continue
            lines.append(line)
            if after:
                _polite_until(line, after)

    thread = threading.Thread(target=answer)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        stop.set()
        thread.join()
        for each in lines:
            each.close()
        listener.close()


def _polite_until(line: socket.socket, after: bytes) -> None:
    line.settimeout(5)
    line.sendall(b"220 here\r\n")
    heard = b""
    while after not in heard:
        try:
            more = line.recv(4096)
        except TimeoutError:
            return
        if not more:
            return
        heard += more
        if after not in heard:
            line.sendall(b"354 go on\r\n" if more.upper().startswith(b"DATA") else b"250 OK\r\n")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
