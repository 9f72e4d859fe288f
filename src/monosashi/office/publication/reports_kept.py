"""The reports in PDF that are kept: one for each edition and language. What would be made so again is taken as it stands.

A site holds the reports of all its editions, so those are made when a preview is, and once: its bundle and the page of the reports
take what is kept.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from django.utils import timezone

from monosashi.office.publication import places
from monosashi.office.publication.models import Making, YearReport
from monosashi.office.publication.queries import Now, Wanted, is_current, report_key, reports_of, wanted_of
from monosashi.publishing.editions import Link, digest
from monosashi.publishing.public_editions import PublicFolder
from monosashi.publishing.report.of_site import report_for_site
from monosashi.publishing.report.typesetting import is_installed
from monosashi.publishing.site.reports import Reports, SiteReport, no_reports
from monosashi.publishing.site.settings import SiteSettings
from monosashi.wording import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class InSite:
    """A report as a preview says that it holds it. `size` is in bytes; `letters` are those that the font lacks, as `U+20BB7`."""

    edition: int
    language: str
    size: int
    pages: int
    letters: tuple[str, ...]


def wanted_in_site(links: Iterable[Link], settings: SiteSettings) -> tuple[Wanted, ...]:
    """The reports of a site of these editions: none where the settings want none or the extra is not installed."""
    if not settings.report or not is_installed():
        return ()
    return tuple((link.number, language) for language in LANGUAGES for link in links if link.withdrawn is None)


@dataclass(slots=True)
class ReportsOfPlan:
    """Makes the reports that a site of a plan is published with, all of them before the site. `told` is called after each.

    `settings_number` is that under which the settings were saved. `held` are the reports, once they were made.
    """

    plan_id: str
    settings_number: int
    told: Callable[[], None]
    held: Mapping[Wanted, SiteReport] = field(default_factory=dict)

    def __call__(self, public: PublicFolder, settings: SiteSettings) -> Reports:
        """As a site takes them. Raises InvalidInput where one cannot be kept."""
        state = Now(public.links, settings, self.settings_number)
        before, made = reports_of(self.plan_id), {}
        for wanted in wanted_in_site(public.links, settings):
            row = before.get(wanted)
            stands = row is not None and is_current(row, state)
            made[wanted] = _taken(row) if row and stands else make_and_keep(self.plan_id, wanted, state, public)
            self.told()
        self.held = made
        return partial(_in_language, made) if made else no_reports

    @property
    def written(self) -> str:
        """As the row of a preview keeps them."""
        rows = ((*wanted, len(it.raw), it.pages, it.letters) for wanted, it in self.held.items())
        return json.dumps(sorted(rows))


def reports_in(body: str) -> tuple[InSite, ...]:
    """What the row of a preview keeps."""
    return tuple(
        InSite(edition, language, size, pages, tuple(letters))
        for edition, language, size, pages, letters in json.loads(body)
    )


def make_and_keep(plan_id: str, wanted: Wanted, state: Now, public: PublicFolder) -> SiteReport:
    """Make a report and keep it: the file, then the row that says so. Raises InvalidInput."""
    edition, language = wanted
    made = report_for_site(public, edition, state.settings, language)
    places.save(made.raw, places.report_file(plan_id, edition, language))
    told: dict[str, object] = {"key": report_key(state, wanted), "state": Making.MADE, "made_at": timezone.now()}
    told |= {"sha256": digest(made.raw), "size": len(made.raw), "pages": made.pages, "problems": "[]"}
    told |= {"letters": " ".join(made.letters)}
    YearReport.objects.update_or_create(
        plan_id=plan_id,
        edition=edition,
        language=language,
        defaults=told,
        create_defaults={**told, "asked_at": timezone.now()},
    )
    return made


def _taken(row: YearReport) -> SiteReport:
    raw = places.report_file(row.plan_id, *wanted_of(row)).read_bytes()
    return SiteReport(row.edition, raw, row.pages, tuple(row.letters.split()))


def _in_language(made: Mapping[Wanted, SiteReport], language: Language) -> tuple[SiteReport, ...]:
    return tuple(it for (_, spoken), it in made.items() if spoken == language)
