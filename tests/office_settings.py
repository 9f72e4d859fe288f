"""The office as the tests set it up: a folder of its own, no HTTPS, quick hashing of passwords; a database for each worker.

On PostgreSQL each worker has a server of its own (`scripts/with_postgresql.py`); on SQLite a file, as an office has it: several
threads may write, and wait for one another.
"""

import atexit
import os
import shutil
import tempfile

# A worker finds there what whoever started it has.
if "MONOSASHI_HOME" not in os.environ or "PYTEST_XDIST_WORKER" in os.environ:
    os.environ["MONOSASHI_HOME"] = tempfile.mkdtemp(prefix="monosashi-tests-")
    atexit.register(shutil.rmtree, os.environ["MONOSASHI_HOME"], ignore_errors=True)
os.environ.setdefault("MONOSASHI_HTTPS", "false")
_worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
if _servers := os.environ.get("MONOSASHI_TEST_SERVERS", "").split():
    os.environ["MONOSASHI_DATABASE"] = _servers[_worker % len(_servers)]

from monosashi.office.config.settings import *  # noqa: E402, F403 -- the settings follow from the environment

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": os.path.join(os.environ["MONOSASHI_HOME"], "tests.sqlite3")}  # noqa: F405, PTH118
