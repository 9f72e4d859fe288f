"""Places of lines, for the doors of their pages, and rows that an address names."""

from django.http import Http404
from django.utils import timezone

from monosashi.office.accounts.permissions import EVERYWHERE, Place
from monosashi.office.records.models import Ending, RecordClass, RegisterEntry
from monosashi.office.records.queries import NoSuchRecord, one_class, one_ending, one_entry, place_of, place_of_others


def of_entry(entry: int, **_rest: object) -> Place:
    """Whose a document is. What is not there is nobody's."""
    row = RegisterEntry.objects.filter(pk=entry).first()
    return EVERYWHERE if row is None else place_of(row, timezone.localdate())


def of_others(entry: int, **_rest: object) -> Place:
    """Whose the agreement is. What is not there is nobody's."""
    row = RegisterEntry.objects.filter(pk=entry).first()
    return EVERYWHERE if row is None else place_of_others(row, timezone.localdate())


def entry_or_404(pk: int) -> RegisterEntry:
    """The line. Raises Http404."""
    try:
        return one_entry(pk)
    except NoSuchRecord:
        raise Http404(pk) from None


def ending_or_404(entry: int, pk: int) -> Ending:
    """What was proposed for the line. Raises Http404."""
    try:
        return one_ending(entry, pk)
    except NoSuchRecord:
        raise Http404(pk) from None


def class_or_404(pk: int) -> RecordClass:
    """The class. Raises Http404."""
    try:
        return one_class(pk)
    except NoSuchRecord:
        raise Http404(pk) from None
