"""The desk of the rounds' tests."""

from office.rounds.conftest import desk

__all__ = ["desk"]
