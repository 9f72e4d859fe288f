"""Finance's CSV: brought in, compared, applied."""

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from monosashi.core.changes import apply
from monosashi.core.messages import InvalidInput, message
from monosashi.exchange.finance.drafting import sample_mapping
from monosashi.exchange.finance.mapping import Rounding
from monosashi.office.accounts.access import requires
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.closing import money_files
from monosashi.office.closing.changed_money import money_moved
from monosashi.office.closing.forms import MoneyForm, SeenForm, label_of
from monosashi.office.plans.pages import Context
from monosashi.office.rounds.models import MoneyFile, Round
from monosashi.office.rounds.pages import page
from monosashi.office.rounds.places import of_round, round_or_404
from monosashi.office.rounds.queries import settled_edition
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.downloads import as_download
from monosashi.office.ui.language import spoken


@decides(Permission.BRING_IN_MONEY, of_round, label_of)
def money(request: HttpRequest, number: int) -> Deciding[MoneyForm]:
    """Choose the CSV; then see what it changes."""

    def act(form: MoneyForm, by: Person) -> Done:
        told = form.cleaned_data
        mapping = _text(told["mapping"]) if told["mapping"] else ""
        layout = money_files.Layout(mapping, told["unit"], Rounding(told["rounding"] or Rounding.NONE))
        file: UploadedFile[bytes] = told["csv"]
        kept = money_files.bring_in(number=number, name=str(file.name), csv=file.read(), layout=layout, by=by)
        return Done(message("closing.did.brought_in", name=kept.name), _address(number))

    def form(sent: object) -> MoneyForm:
        return MoneyForm(sent, request.FILES) if sent is not None else MoneyForm()  # type: ignore[arg-type]

    return Deciding(form, act, lambda shown: _page(request, round_or_404(number), shown))


@decides(Permission.BRING_IN_MONEY, of_round, label_of)
def apply_money(request: HttpRequest, number: int) -> Deciding[SeenForm]:
    """Take the amounts into the plan."""

    def act(form: SeenForm, by: Person) -> Done:
        revision = money_files.apply_file(number=number, seen=form.cleaned_data["seen"], by=by)
        return Done(message("closing.did.money", revision=revision), _address(number))

    return Deciding(SeenForm, act, lambda shown: _page(request, round_or_404(number), shown))


@requires(Permission.BRING_IN_MONEY, of_round)
def mapping_file(_request: HttpRequest, number: int) -> HttpResponse:
    """The mapping that was used last for the plan, else a sample to be filled in."""
    text = money_files.last_mapping(round_or_404(number).plan_id)
    name = message("closing.mapping.file") if text else message("closing.mapping.sample_file")
    return as_download((text or sample_mapping()).encode(), f"{spoken(name)}.toml")


def _address(number: int) -> str:
    return reverse("closing:money", args=(number,))


def _text(file: "UploadedFile[bytes]") -> str:
    return bytes(file.read()).decode("utf-8-sig", errors="replace")


def _page(request: HttpRequest, held: Round, shown: Shown[MoneyForm] | Shown[SeenForm] | None = None) -> HttpResponse:
    file = MoneyFile.objects.select_related("round__plan").filter(round=held).first()
    settled = settled_edition(held.plan_id, held.fiscal_year)
    waits = file is not None and file.applied_at is None and settled is None
    context = page(
        request,
        held,
        "money",
        Crumb(message("rounds.part.money")),
        heading=message("closing.money.page"),
        form=shown.form if shown and isinstance(shown.form, MoneyForm) else MoneyForm(),
        problem=shown.problem if shown else None,
        problems=shown.problems if shown else (),
        brought=file,
        mapping=file.mapping if file else money_files.last_mapping(held.plan_id),
        settled=None if settled is None else money_files.MoneySettled(settled).why,
        revision=held.plan.revision,
        **(_difference(file) if file is not None and waits else {}),
    )
    return render(request, "closing/money.html", context, status=shown.status if shown else 200)


def _difference(file: MoneyFile) -> Context:
    try:
        found = money_files.read(file)
    except InvalidInput as error:
        return {"unreadable": error.problems}
    return {
        "waits": True,
        "moved": money_moved(found.before, apply(found.changes, found.before)),
        "undecided": found.undecided,
        "accepted_sums": found.accepted_sums,
        "renamed": found.renamed,
        "notes": found.notes,
        "unmatched_rows": found.unmatched_rows,
        "unmatched_programs": found.unmatched_programs,
    }
