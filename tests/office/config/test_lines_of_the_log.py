"""A line of the log says what happened and where, never what somebody typed."""

import json
import logging

from monosashi.office.config.logs import JsonLines


def test_what_the_server_says_of_an_error_ends_before_the_text_of_the_error() -> None:
    said = "Application callable raised an exception\nTraceback (most recent call last):\nValueError: ひみつの下書き"
    record = logging.LogRecord("_granian.utils", logging.ERROR, "utils.py", 1, said, None, None)
    assert json.loads(JsonLines().format(record))["message"] == "Application callable raised an exception"
