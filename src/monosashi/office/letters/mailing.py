"""One mail through the city's own server. What went wrong is a kind, never a text: servers repeat addresses."""

import smtplib
import socket
import ssl
from collections.abc import Collection
from contextlib import suppress
from enum import StrEnum

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

from monosashi.office.letters.mail_section import Mail


class MailFault(StrEnum):
    """What went wrong with a mail."""

    TIMEOUT = "timeout"
    NO_CONNECTION = "no_connection"
    NOT_SECURE = "not_secure"
    LOG_IN = "log_in"
    PASSWORD = "password"  # noqa: S105 -- its file cannot be read
    SENDER = "sender"
    ADDRESS = "address"
    """One cannot be written to: it is no address."""
    RECIPIENTS = "recipients"
    SOME_RECIPIENTS = "some_recipients"
    """It went to the others."""
    REFUSED = "refused"
    STOPPED = "stopped"
    """The line or the worker broke off while it was under way: it may have gone."""


class NotMailed(Exception):
    """The mail did not go; STOPPED: nobody knows."""

    def __init__(self, fault: MailFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def mail_settings() -> Mail:
    """What the installation says of mail."""
    told: Mail = settings.INSTALLATION.mail
    return told


def is_mail_set_up() -> bool:
    """Whether mails can go at all."""
    return bool(mail_settings().host)


def send(subject: str, text: str, to: tuple[str, ...], key: str) -> MailFault | None:
    """Send one mail. `key` names it, so that whoever gets it twice sees it once. Raises NotMailed.

    SOME_RECIPIENTS where the server refused some addresses and took it for the others, None where it took it for all.
    """
    told = mail_settings()
    domain = told.from_address.rpartition("@")[2] or "localhost"
    named = {"Message-ID": f"<monosashi-{key}@{domain}>"}
    letter = EmailMessage(" ".join(subject.split()), text, told.from_address, list(to), headers=named)
    backend = _opened(told)
    try:
        refused = _handed_over(backend, letter)
    except (smtplib.SMTPException, OSError) as error:
        raise NotMailed(_fault(error, under_way=True)) from None
    except ValueError:
        raise NotMailed(MailFault.ADDRESS) from None
    finally:
        _close(backend)
    return MailFault.SOME_RECIPIENTS if refused else None


def _handed_over(backend: EmailBackend, letter: EmailMessage) -> Collection[str]:
    """The addresses that the server refused while it took the mail for others: Django's own sending does not tell.

    Raises ValueError where an address is none; nothing has gone then.
    """
    if backend.connection is None:
        raise smtplib.SMTPServerDisconnected
    raw = letter.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]  # Django overrides it so
    sender, *to = (sanitize_address(each, "utf-8") for each in (letter.from_email, *letter.to))
    return backend.connection.sendmail(sender, to, raw)


def _opened(told: Mail) -> EmailBackend:
    try:
        password = told.password
    except OSError:
        raise NotMailed(MailFault.PASSWORD) from None
    backend = EmailBackend(
        host=told.host,
        port=told.port,
        username=told.user,
        password=password,
        use_tls=told.starttls,
        timeout=told.timeout_seconds,
        fail_silently=False,
    )
    try:
        backend.open()
    except (smtplib.SMTPException, OSError) as error:
        _close(backend)
        raise NotMailed(_fault(error, under_way=False)) from None
    return backend


def _close(backend: EmailBackend) -> None:
    """Hang up. What goes wrong there says nothing of the mail."""
    with suppress(smtplib.SMTPException, OSError):
        backend.close()


def _fault(error: Exception, *, under_way: bool) -> MailFault:
    """The kind of an error. A line that breaks off once the mail is under way leaves it open whether it went."""
    broken = isinstance(error, smtplib.SMTPServerDisconnected | TimeoutError | ConnectionError)
    if broken and under_way:
        return MailFault.STOPPED
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return MailFault.TIMEOUT
    return next((fault for kind, fault in _FAULTS if isinstance(error, kind)), MailFault.REFUSED)


_FAULTS: tuple[tuple[type[Exception], MailFault], ...] = (
    (smtplib.SMTPAuthenticationError, MailFault.LOG_IN),
    (smtplib.SMTPSenderRefused, MailFault.SENDER),
    (smtplib.SMTPRecipientsRefused, MailFault.RECIPIENTS),
    (smtplib.SMTPNotSupportedError, MailFault.NOT_SECURE),
    (smtplib.SMTPServerDisconnected, MailFault.NO_CONNECTION),
    (smtplib.SMTPConnectError, MailFault.NO_CONNECTION),
    (ssl.SSLError, MailFault.NOT_SECURE),
    (socket.gaierror, MailFault.NO_CONNECTION),
    (ConnectionError, MailFault.NO_CONNECTION),
)
