"""What the office reads of others' code when it starts: a library that few requests need is read by whoever needs it."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.without_database

HEAVY = ("openpyxl", "numpy", "pandas", "typst", "sudachipy")
START = f"""
import sys, django
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns
print([name for name in {HEAVY} if name in sys.modules])
"""


def test_no_heavy_library_is_read_at_the_start() -> None:
    settings = {**os.environ, "DJANGO_SETTINGS_MODULE": "monosashi.office.config.settings"}
    told = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True, env=settings)
    assert told.stdout.strip() == "[]"
