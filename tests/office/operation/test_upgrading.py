"""A newer version on the same data: told beforehand, done with a backup, rolled back where it fails."""

import json

import pytest

from office.operation.installations import Installation

pytestmark = pytest.mark.slow

BACK = "from django.core.management import call_command; call_command('migrate', 'jobs', 'zero', verbosity=0)\n"

FAILING = """
from monosashi.office.operation import upgrading
from monosashi.office.operation.schema_state import schema_state
def fails():
    raise RuntimeError
upgrading.verify = fails
try:
    upgrading.upgrade()
except upgrading.RolledBack as error:
    print(error.why.id, schema_state().pending)
"""


def test_an_upgrade_that_fails_leaves_everything_and_the_next_is_told_beforehand_done_with_a_backup_and_verified(
    ready: Installation,
) -> None:
    ready.run("office", "upgrade", "--check")
    assert ready.python(BACK + FAILING) == "operation.upgrade.failed (('jobs', '0001_initial'),)"
    before = backups_of(ready)
    assert "jobs 0001_initial" in ready.run("office", "upgrade", "--check", code=1)
    assert "office upgrade" in ready.run("office", "serve", code=2)
    assert "1 step" in ready.run("office", "upgrade")
    assert len(backups_of(ready) - before) == 1
    assert json.loads(ready.run("office", "verify", "--format", "json"))["whole"] is True


def backups_of(installation: Installation) -> set[str]:
    return {path.name for path in (installation.home / "backups").glob("*.zip")}


def test_a_database_of_a_newer_version_is_refused(with_tables: Installation) -> None:
    with_tables.python(
        "from django.db.migrations.recorder import MigrationRecorder\n"
        "from django.db import connection\n"
        "MigrationRecorder(connection).record_applied('plans', '9999_from_the_future')"
    )
    for command in ("upgrade", "serve", "backup", "migrate"):
        assert "9999_from_the_future" in with_tables.run("office", command, code=2)
