"""Evidence: added to a sheet, fetched, taken off."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse

from monosashi.core.messages import message
from monosashi.office.accounts.access import person_in, requires
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.answering.actions_evidence import NoSuchEvidence, add_evidence, remove_evidence
from monosashi.office.answering.cells_sent import label_of
from monosashi.office.answering.evidence_files import checked, path_of
from monosashi.office.answering.forms import EvidenceForm, SeenForm
from monosashi.office.answering.looking import what_may
from monosashi.office.answering.page_of_sheet import Outcome, is_asked, sheet_page, shown_sheet, typed_on
from monosashi.office.answering.shown_evidence import slots_to_show
from monosashi.office.rounds.acting import Of
from monosashi.office.rounds.models import Evidence
from monosashi.office.rounds.places import of_sheet, sheet_or_404
from monosashi.office.ui.downloads import kept_as


class NotYet(PermissionDenied):
    """A draft's evidence is seen by whoever sees the draft."""

    why = message("answering.not_yet.why")


@decides(Permission.ANSWER_SHEET, of_sheet, label_of)
def add(request: HttpRequest, number: int, node: str) -> Deciding[EvidenceForm]:
    """Add a file."""
    back = reverse("answering:sheet", args=(number, node))
    sheet = sheet_or_404(number, node)
    slots = slots_to_show(shown_sheet(sheet, typed_on(sheet, person_in(request)))) if is_asked(sheet) else ()

    def form(sent: QueryDict | None) -> EvidenceForm:
        files = request.FILES if request.method == "POST" else None
        return EvidenceForm(sent, files, slots=slots, auto_id="evidence-%s")

    def act(form: EvidenceForm, by: Person) -> Done:
        upload = form.cleaned_data["file"]
        file = checked(upload.name, upload.read())
        add_evidence(Of(number, node), file, slot=form.cleaned_data["slot"], by=by)
        return Done(message("answering.evidence.added", name=file.name), f"{back}#s-evidence")

    def page(shown: Shown[EvidenceForm]) -> HttpResponse:
        outcome = Outcome(refused=shown.refused, problems=shown.problems, form=shown.form, status=shown.status)
        return sheet_page(request, sheet_or_404(number, node), outcome)

    return Deciding(form, act, page)


@decides(Permission.ANSWER_SHEET, of_sheet, label_of)
def remove(request: HttpRequest, number: int, node: str, evidence: int) -> Deciding[SeenForm]:
    """Take a file off the sheet."""
    back = reverse("answering:sheet", args=(number, node))

    def act(form: SeenForm, by: Person) -> Done:  # noqa: ARG001 -- nothing is asked
        try:
            row = remove_evidence(Of(number, node), evidence, by=by)
        except NoSuchEvidence:
            return Done(message("answering.evidence.removed_before", name=name_of_gone()), f"{back}#s-evidence")
        return Done(message("answering.evidence.removed", name=row.name), f"{back}#s-evidence")

    def page(shown: Shown[SeenForm]) -> HttpResponse:
        return sheet_page(request, sheet_or_404(number, node), Outcome(refused=shown.refused, status=shown.status))

    def name_of_gone() -> str:
        """The name of a file that was taken off before. Raises Http404 where the sheet never had it."""
        row = Evidence.objects.filter(sheet__round=number, sheet__node=node, pk=evidence).first()
        if row is None:
            raise Http404(evidence)
        return row.name

    return Deciding(SeenForm, act, page)


@requires(Permission.READ)
def fetch(request: HttpRequest, number: int, node: str, evidence: int) -> HttpResponseBase:
    """The file as it came, to be saved and never shown within the office."""
    sheet = sheet_or_404(number, node)
    row = Evidence.objects.filter(sheet=sheet, pk=evidence).first()
    if row is None or (row.removed_at is not None and not what_may(sheet, person_in(request)).runs):
        raise Http404(evidence)
    if not what_may(sheet, person_in(request)).sees:
        raise NotYet
    try:
        stream = path_of(row.sha256).open("rb")
    except FileNotFoundError:
        raise Http404(evidence) from None
    response = FileResponse(stream, content_type="application/octet-stream")
    response["Content-Disposition"] = kept_as(row.name)
    response["Content-Length"] = str(row.size)
    response["X-Content-Type-Options"] = "nosniff"
    return response
