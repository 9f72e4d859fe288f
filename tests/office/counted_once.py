"""Tests that count queries: how many a page asks is the same on every database."""

import pytest
from django.db import connection

COUNTED_ONCE = pytest.mark.skipif(
    connection.vendor == "postgresql", reason="no page asks there for anything else: once is enough"
)
"""For those that make a large plan first. What the pages show is tested on both."""
