"""Actuals that are made final before the year is settled, figure by figure."""

from typing import cast

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from monosashi.core.messages import message
from monosashi.office.accounts.deciding import Deciding, Done, decides
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.closing.firmness import make_final
from monosashi.office.closing.forms import SeenForm, label_of
from monosashi.office.closing.views import closing_page
from monosashi.office.rounds.places import of_round, round_or_404


@decides(Permission.RUN_ROUND, of_round, label_of)
def firm(request: HttpRequest, number: int) -> Deciding[SeenForm]:
    """Make those final that were ticked."""

    def act(form: SeenForm, by: Person) -> Done:
        chosen = cast("QueryDict", form.data).getlist("figures")
        count = make_final(number=number, chosen=map(str, chosen), seen=form.cleaned_data["seen"], by=by)
        return Done(message("closing.did.firm", count=count), reverse("closing:closing", args=(number,)))

    return Deciding(SeenForm, act, lambda shown: closing_page(request, round_or_404(number), shown))
