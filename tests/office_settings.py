"""The office as the tests set it up: a folder of its own, no HTTPS, quick hashing of passwords."""

import os
import tempfile

os.environ.setdefault("MONOSASHI_HOME", tempfile.mkdtemp(prefix="monosashi-tests-"))
os.environ.setdefault("MONOSASHI_HTTPS", "false")

from monosashi.office.config.settings import *  # noqa: F403 -- the settings follow from the environment

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
