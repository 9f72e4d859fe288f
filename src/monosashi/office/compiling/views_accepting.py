"""Many sheets accepted at once: those without a doubt are chosen, the others stand there with the reason why not."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.core.tree import Node
from monosashi.office.accounts.access import person_in
from monosashi.office.accounts.deciding import Deciding, Done, Shown, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.compiling.checking import Checked, Checking, checking_of
from monosashi.office.compiling.forms import BulkForm
from monosashi.office.compiling.situation import situation_of
from monosashi.office.rounds.actions_accepting import Accepted, accept_all
from monosashi.office.rounds.pages import page
from monosashi.office.rounds.places import of_round, round_or_404
from monosashi.office.rounds.queries import NoSuchSheet
from monosashi.office.ui.crumbs import Crumb
from monosashi.office.ui.forms import labels_of
from monosashi.office.ui.language import spoken

_RESULT = "compiling_accepted"


@decides(Permission.ACCEPT_SHEET, of_round, labels_of(BulkForm, otherwise="compiling.bulk.sheets"))
def accept_many(request: HttpRequest, number: int) -> Deciding[BulkForm]:
    """Accept the chosen sheets. What could not be accepted is listed afterwards, with why."""
    checking = checking_of(situation_of(round_or_404(number), timezone.localdate()), person_in(request))
    offered = [each for each in checking.sheets if each.second_person is None]

    def form(sent: QueryDict | None) -> BulkForm:
        if sent is None:
            return BulkForm(map(_key, offered), initial={"sheets": [_key(each) for each in checking.clear]})
        return BulkForm(sent.getlist("sheets"), sent)

    def act(told: BulkForm, by: Person) -> Done:
        chosen = dict(_read(each) for each in told.cleaned_data["sheets"])
        try:
            done = accept_all(number, chosen, by=by)
        except NoSuchSheet as error:
            raise Http404(error) from None
        request.session[_RESULT] = _kept(number, done)
        said = message("compiling.did.accepted_many", accepted=len(done.nodes), refused=len(done.refused))
        return Done(said, reverse("compiling:accept_many", args=(number,)) + "#h-result")

    return Deciding(form, act, lambda shown: _page(request, number, checking, shown))


def _page(request: HttpRequest, number: int, checking: Checking, shown: Shown[BulkForm]) -> HttpResponse:
    chosen = set(shown.form.data.getlist("sheets") if isinstance(shown.form.data, QueryDict) else ())
    chosen = chosen or set(shown.form.initial.get("sheets", ()))
    context = page(
        request,
        checking.now.round,
        "check",
        Crumb(message("compiling.check.heading"), reverse("compiling:check", args=(number,))),
        Crumb(message("compiling.bulk.heading")),
        heading=message("compiling.bulk.heading"),
        lead=tuple(_lead(checking)),
        checking=checking,
        now=checking.now,
        form=shown.form,
        clear=[(each, _key(each), _key(each) in chosen) for each in checking.clear],
        doubtful=[(each, _key(each), _key(each) in chosen) for each in checking.doubtful],
        result=_result(request, number, checking.now.plan.index.node),
        problem=shown.problem,
        problems=shown.problems,
    )
    return render(request, "compiling/accept_many.html", context, status=shown.status)


def _lead(checking: Checking) -> Iterator[Message]:
    """How many sheets there are to accept, and which of them are chosen. Of what there is none, nothing is said."""
    every, clear = len(checking.sheets), len(checking.clear)
    if not every:
        yield message("compiling.bulk.answer_nothing")
        return
    yield message("compiling.bulk.answer" if clear else "compiling.bulk.answer_no_clear", every=every, clear=clear)
    if checking.doubtful:
        yield message("compiling.bulk.doubtful", count=len(checking.doubtful))
    if checking.for_others:
        yield message("compiling.bulk.others", count=len(checking.for_others))


def _key(each: Checked) -> str:
    return f"{each.sheet.node.id}:{each.sheet.row.version}"


def _read(key: str) -> tuple[str, int]:
    node, _, version = key.rpartition(":")
    return node, int(version) if version.isascii() and version.isdigit() else -1


def _kept(number: int, done: Accepted) -> dict[str, object]:
    """What came of it, for the page that follows."""
    refused = [[each.node, spoken(each.why)] for each in done.refused]
    return {"round": number, "accepted": list(done.nodes), "refused": refused, "revision": done.revision}


def _result(request: HttpRequest, number: int, nodes: Mapping[str, Node]) -> dict[str, Any] | None:
    """What came of it, said once; None where nothing was just accepted."""
    told = request.session.pop(_RESULT, None) if request.method == "GET" else None
    if not told or told["round"] != number:
        return None
    return {
        "revision": told["revision"],
        "accepted": [nodes[node] for node in told["accepted"] if node in nodes],
        "refused": [(nodes[node], why) for node, why in told["refused"] if node in nodes],
    }
