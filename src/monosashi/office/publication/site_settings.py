"""Rows -> the settings of the site, as the publishing code takes them."""

import json
from dataclasses import asdict

from monosashi.office.publication.models import SettingsOfSite
from monosashi.publishing.site.settings import OwnTerm, SiteSettings


def newest_settings(plan_id: str) -> SettingsOfSite | None:
    """The row in force, None where nothing was ever saved. One query."""
    return SettingsOfSite.objects.filter(plan_id=plan_id).order_by("-number").first()


def settings_numbered(plan_id: str, number: int) -> SiteSettings:
    """The settings as they were saved the nth time; 0 is what stands before the first. Raises LookupError."""
    if number == 0:
        return SiteSettings()
    row = SettingsOfSite.objects.filter(plan_id=plan_id, number=number).first()
    if row is None:
        raise LookupError(number)
    return settings_in(row.body)


def settings_in(body: str) -> SiteSettings:
    """The settings that a row holds."""
    told = json.loads(body)
    terms = tuple(OwnTerm(**term) for term in told.pop("terms", ()))
    contact, limits = tuple(told.pop("contact", ())), tuple(told.pop("accessibility_limits", ()))
    return SiteSettings(**told, contact=contact, accessibility_limits=limits, terms=terms)


def body_of(settings: SiteSettings) -> str:
    """As a row holds them."""
    return json.dumps(asdict(settings), ensure_ascii=False, separators=(",", ":"))
