"""The templates of all pages, with the functions and filters that the apps say with."""

import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, Undefined
from jinja2.bccache import Bucket

from monosashi.office.login.browsers import browser_of
from monosashi.office.login.words import ways_in
from monosashi.office.people import words as words_of_people
from monosashi.office.plans.pages import node_address
from monosashi.office.questionnaires import words as words_of_questionnaires
from monosashi.office.ui import words

_LIBRARY = ("range", "dict", "lipsum", "cycler", "joiner", "namespace")
"""What Jinja gives to every page. A page that is given nothing under such a name must not find the library's."""


class Compiled(FileSystemBytecodeCache):
    """What templates were compiled to, beside what Python compiled its modules to, for all processes and the next start.

    Where nothing can be written, each process compiles for itself what it shows.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder), "page-%s.cache")

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one template, unless this process is to keep nothing compiled."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)


def environment(**options: Any) -> Environment:  # noqa: ANN401 -- Django's own options, passed on
    """Everything that is not marked as markup is escaped. What a page was not given is none, and so is all below it."""
    made = Environment(**options, bytecode_cache=Compiled(Path(cache_from_source(__file__)).parent))  # noqa: S701 -- Django asks for escaping
    for name in _LIBRARY:
        del made.globals[name]
    made.globals.update(words.FUNCTIONS, measure_address=node_address, ways_in=ways_in)
    made.globals.update(words_of_questionnaires.FUNCTIONS)
    made.filters.update({**words.FILTERS, **words_of_people.FILTERS, "browser": browser_of})
    made.tests["none"] = lambda given: given is None or isinstance(given, Undefined)
    return made
