"""Bringing in what another city published, replacing it, taking it out again, having the panel made."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from monosashi.office.accounts.permissions import Permission, check
from monosashi.office.accounts.standing import Person
from monosashi.office.answering.actions_evidence import NoRoom
from monosashi.office.answering.evidence_files import Checked, keep, safe_name
from monosashi.office.cities.models import CitiesPanel, CityData, PanelState
from monosashi.office.cities.opened_zips import CityFile, read_city
from monosashi.office.cities.states import ReplacedMeanwhile, UnfitCity, is_installed
from monosashi.office.cities.tasks import make_panel
from monosashi.office.entering.acting import still_there
from monosashi.office.events.locking import locked
from monosashi.office.events.recording import record
from monosashi.office.events.values import Subject
from monosashi.office.plans.queries import plans_held
from monosashi.publishing.editions import digest

_ZIP = "application/zip"


def bring_in(raw: bytes, file_name: str, *, by: Person) -> CityData:
    """Keep the open data of a plan that is not there yet. The same file sent twice is kept once.

    Raises NotAllowed, UnfitCity, InvalidInput with all that is wrong in the file, NoRoom.
    """
    city, file = _kept(raw, file_name, by)
    try:
        with transaction.atomic():
            row = CityData.objects.create(**_told(city, file, by))
            record("other_city.brought_in", _subject(row), by=by.actor, after=_recorded(row))
            _ask(by)
    except IntegrityError:
        there = CityData.objects.get(municipality_code=city.municipality_code, plan_id=city.plan_id)
        if there.sha256 == file.sha256:
            return there
        raise UnfitCity("there_already", city=there.municipality, plan=there.plan) from None
    return row


def replace(pk: int, raw: bytes, file_name: str, *, based_on: str, by: Person) -> CityData:
    """Put a newer file of the same plan in the place of one's. `based_on` is the hash of the file that the person saw.

    Raises NotAllowed, UnfitCity, InvalidInput, NoRoom, GoneMeanwhile, ReplacedMeanwhile. What stood there then still does.
    """
    city, file = _kept(raw, file_name, by)
    with transaction.atomic():
        row = _locked(pk)
        if row.sha256 == file.sha256:
            return row
        if (row.municipality_code, row.plan_id) != (city.municipality_code, city.plan_id):
            raise UnfitCity("another_plan", is_=f"{city.municipality} {city.plan}", wanted=str(row))
        _as_it_was_seen(row, based_on)
        before = _recorded(row)
        for field, value in _told(city, file, by).items():
            setattr(row, field, value)
        row.save()
        record("other_city.replaced", _subject(row), by=by.actor, before=before, after=_recorded(row))
        _ask(by)
    return row


@transaction.atomic
def take_out(pk: int, *, based_on: str, reason: str, by: Person) -> None:
    """Leave a city out of the comparison from now on. Its file stays kept. Raises NotAllowed, GoneMeanwhile, ReplacedMeanwhile."""
    check(by.standing, Permission.KEEP_CITIES)
    row = _locked(pk)
    _as_it_was_seen(row, based_on)
    record("other_city.taken_out", _subject(row), by=by.actor, before=_recorded(row), why=reason)
    row.delete()
    _ask(by)


@transaction.atomic
def ask_for_panel(*, by: Person) -> None:
    """Have the panel made of what stands there now. Raises NotAllowed, UnfitCity."""
    check(by.standing, Permission.KEEP_CITIES)
    _refuse_without_engine()
    asked = _ask(by)
    record("other_city.panel_asked", Subject("other_cities", "all"), by=by.actor, after={"number": asked.pk})


def _kept(raw: bytes, file_name: str, by: Person) -> tuple[CityFile, Checked]:
    """The file, read and written before its row, so that no row is without it."""
    check(by.standing, Permission.KEEP_CITIES)
    _refuse_without_engine()
    called = safe_name(file_name)
    city = read_city(raw, called)
    if plans_held().filter(pk=city.plan_id, municipality_code=city.municipality_code).exists():
        raise UnfitCity("own_plan", plan=city.plan)
    file = Checked(called, _ZIP, len(raw), digest(raw), raw)
    try:
        keep(file)
    except OSError:
        raise NoRoom from None
    return city, file


def _refuse_without_engine() -> None:
    if not is_installed():
        raise UnfitCity("not_installed")


def _ask(by: Person) -> CitiesPanel:
    asked = CitiesPanel.objects.create(state=PanelState.ASKED, asked_at=timezone.now(), asked_by_label=by.actor.label)
    asked.job = make_panel.enqueue(asked.pk).id
    asked.save(update_fields=["job"])
    return asked


def _locked(pk: int) -> CityData:
    return still_there(locked(CityData.objects.filter(pk=pk)).first())


def _as_it_was_seen(row: CityData, sha256: str) -> None:
    if row.sha256 != sha256:
        raise ReplacedMeanwhile(row)


def _told(city: CityFile, file: Checked, by: Person) -> dict[str, object]:
    return {
        "municipality_code": city.municipality_code,
        "plan_id": city.plan_id,
        "municipality": city.municipality,
        "plan": city.plan,
        "fiscal_years": " ".join(map(str, city.fiscal_years)),
        "software": city.software,
        "file_name": file.name,
        "sha256": file.sha256,
        "size": file.size,
        "brought_at": timezone.now(),
        "brought_by_label": by.actor.label,
    }


def _subject(row: CityData) -> Subject:
    return Subject("other_city", f"{row.municipality_code}/{row.plan_id}", str(row))


def _recorded(row: CityData) -> dict[str, str | int]:
    return {"file": row.file_name, "sha256": row.sha256, "size": row.size}
