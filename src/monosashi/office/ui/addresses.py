"""Addresses of pages. A list has one for each of its rows: looked up again for each reader, they would cost more than the rows."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=16384)
def address_of(page: str, *parts: str | int) -> str:
    """Where a page is, by its name and the parts of its address. Addresses do not change while a process lives."""
    return reverse(page, args=parts)
