"""What a browser calls itself, in words that its user knows."""

from importlib import import_module

from monosashi.core.messages import Message, message


def browser_of(header: str) -> Message | str:
    """The browser and what it runs on, from its `User-Agent`; the header as it came where that says neither."""
    found = import_module("ua_parser").parse(
        header
    )  # its patterns take a tenth of a second, and one page asks for them
    browser, system = found.user_agent, found.os
    if browser is None:
        return header or message("login.sessions.browser_unknown")
    if system is None:
        return str(browser.family)
    return message("login.sessions.browser_on", browser=browser.family, system=system.family)
