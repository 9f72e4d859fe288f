"""The public site as it would be: made, looked at inside the office, and held against what is public."""

from pathlib import PurePosixPath

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from monosashi.core.messages import message
from monosashi.office.accounts.access import of_plan, person_in, requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.publication import actions
from monosashi.office.publication.actions import NotNow
from monosashi.office.publication.comparing import ChangedPage, PageChange, comparison_of, page_changes, shown_first
from monosashi.office.publication.forgetting import holds_withdrawn, withdrawn_numbers
from monosashi.office.publication.list_of_pages import list_of_pages
from monosashi.office.publication.making import pages_in
from monosashi.office.publication.models import Preview
from monosashi.office.publication.places import preview_folder
from monosashi.office.publication.queries import is_there, last_published, links_in, now
from monosashi.office.publication.views import page_of, say_why_not
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_file
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import listed
from monosashi.publishing.output_files import SUMS

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""By ending. Anything else is bytes to be kept."""


@requires(Permission.PUBLISH, of_plan)
def make(request: HttpRequest, plan: str) -> HttpResponse:
    """Have the preview made."""
    if request.method == "POST":
        try:
            actions.ask_for_preview(plan_id=plan, by=person_in(request))
        except NotNow as error:
            say_why_not(request, error.why)
        else:
            messages.success(request, spoken(message("publication.preview.asked")))
    return redirect("publication:index", plan)


@requires(Permission.READ, of_plan)
def site(request: HttpRequest, plan: str, preview: str, file: str = "") -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """One file of a preview, in the bytes that would be published. What its list of checksums does not name is not there."""
    row = Preview.objects.filter(plan_id=plan, key=preview).defer("pages").first()
    if row is None or not is_there(row) or holds_withdrawn(row.chain, withdrawn_numbers(plan)):
        raise Http404(preview)
    folder = preview_folder(plan, row.key)
    name = f"{file}index.html" if not file or file.endswith("/") else file
    if name not in _names((folder / SUMS).read_text(encoding="utf-8")):
        raise Http404(name)
    kind = TYPES.get(PurePosixPath(name).suffix, "application/octet-stream")
    response = HttpResponse((folder / name).read_bytes(), content_type=kind)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@requires(Permission.READ, of_plan)
def changes(request: HttpRequest, plan: str) -> HttpResponse:
    """What will change on the public site: the newest edition against the one last published, and the pages."""
    state, published = now(plan), last_published(plan)
    before = shown_first(links_in(published.preview.chain)) if published and published.preview else None
    after = shown_first(state.links)
    comparison = comparison_of(plan, before, after) if before and after and before != after else None
    labels = {link.number: link.label for link in state.links}
    found = _changed(plan)
    context = page_of(request, plan, Crumb(message("publication.changes.heading")))
    context |= {
        "published": published,
        "comparison": comparison,
        "before": before,
        "after": after,
        "before_label": labels.get(before or 0, ""),
        "after_label": labels.get(after or 0, ""),
        "is_same": before is not None and before == after,
        "counts": None if found is None else [(kind, _count(found, kind)) for kind in PageChange],
        "withdrawn": tuple(link for link in state.links if link.withdrawn is not None),
    }
    return render(request, "publication/changes.html", context)


@requires(Permission.READ, of_plan)
def pages(request: HttpRequest, plan: str) -> HttpResponse:
    """The pages that are added, changed and gone."""
    key = now(plan).key
    rows = _changed(plan) or ()
    list_of = list_of_pages(plan, key)
    if (file := as_file(list_of, rows, request.GET)) is not None:
        return file
    context = page_of(request, plan, Crumb(message("publication.pages.heading")))
    counts = {kind.value: _count(rows, kind) for kind in PageChange}
    context |= {"list": listed(list_of, rows, request.GET), "counts": counts}
    return render(request, "publication/pages.html", context)


def _names(sums: str) -> frozenset[str]:
    """The files that a list of checksums names, and itself."""
    return frozenset({SUMS, *(line.partition("  ")[2] for line in sums.splitlines())})


def _changed(plan: str) -> tuple[ChangedPage, ...] | None:
    """The pages of the newest preview against those that are public; None where there is no preview yet."""
    row = Preview.objects.filter(plan_id=plan, key=now(plan).key).first()
    if row is None or not row.site_sha256:
        return None
    published = last_published(plan)
    before = pages_in(published.preview.pages) if published and published.preview else {}
    return page_changes(before, pages_in(row.pages))


def _count(found: tuple[ChangedPage, ...], kind: PageChange) -> int:
    return sum(page.change is kind for page in found)
