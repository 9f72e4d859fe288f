"""Processes that are forked for the tests are what new ones are."""

import os
import signal

from office.forked_processes import forks, new_processes
from office.operation.installations import Installation

KNOWN = """
import sys
from django.conf import settings
print(settings.configured, [name for name in sys.modules if name.startswith("monosashi.office")])
"""


def test_a_new_process_knows_no_settings_and_nothing_of_the_office() -> None:
    assert new_processes().ended("-c", KNOWN) == (0, "False []\n", "")


def test_a_new_process_has_the_environment_that_it_is_given_and_no_other() -> None:
    assert new_processes().ended("-c", "import os; print(dict(os.environ))", environment={"ONE": "1"})[1] == (
        "{'ONE': '1'}\n"
    )


def test_a_new_process_ends_as_a_process_ends() -> None:
    code, said, complaints = new_processes().ended("-c", "import sys; print('a'); sys.exit(3)")
    assert (code, said, complaints) == (3, "a\n", "")
    code, said, complaints = new_processes().ended("-c", "raise LookupError('gone')")
    assert (code, said) == (1, "")
    assert complaints.endswith("LookupError: gone\n")


def test_a_killed_process_says_so_and_the_next_one_starts() -> None:
    process = new_processes().start("-c", "import time; print('here', flush=True); time.sleep(60)")
    assert process.said.readline() == "here\n"
    process.kill()
    assert process.wait() == -signal.SIGKILL
    assert new_processes().ended("-c", "print(1)")[:2] == (0, "1\n")


def test_processes_of_a_started_office_have_their_own_connection_and_nothing_of_one_another(
    migrated: Installation,
) -> None:
    asked = "import os; from django.db import connection; print(connection.connection, os.getpid())"
    with forks(migrated.environment) as office:
        told = [office.run("-c", asked).split() for _ in range(2)]
    assert [connection for connection, _ in told] == ["None", "None"]
    assert len({str(os.getpid()), *(pid for _, pid in told)}) == 3
