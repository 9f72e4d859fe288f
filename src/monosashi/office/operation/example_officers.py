"""Digital officers of the sample city: the kinds of the source as facts, people who are made up, and each thing that may be amiss once.

Two lists are brought in, last year's and this year's, as a city would do it.
"""

import csv
import io
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from django.utils import timezone

from monosashi.core.fiscal_years import fiscal_year_on
from monosashi.office.accounts.actions_staff import PostingWanted, post
from monosashi.office.accounts.organisation import Tree
from monosashi.office.accounts.register import tree_on
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.told import new_token
from monosashi.office.officers.actions_kinds import take_over_usual_kinds
from monosashi.office.officers.actions_leaving_out import leave_out
from monosashi.office.officers.actions_officers import notify
from monosashi.office.officers.bringing_in.actions import let_wait, take_over
from monosashi.office.officers.bringing_in.reading import layout
from monosashi.office.officers.models import Appointment, OfficerKind
from monosashi.office.officers.situation import has_officers
from monosashi.office.officers.told import LeftOutTold, OfficerTold
from monosashi.office.operation.console import console
from monosashi.office.operation.users import account, create

_VACANT, _LEFT_OUT, _LONG, _OVER = 5, 8, 10, 12
"""Which departments of the register, counted from 0, have something amiss."""

_MOVED = "moved-officer"


@dataclass(frozen=True, slots=True)
class _Cast:
    """The city of which it is told: departments that have officers, the names and words of the file, the year."""

    tree: Tree
    codes: tuple[str, ...]
    told: Mapping[str, Any]
    year: int

    def shared(self) -> int:
        """Which department has its lead officer from the one before it, which is of the same bureau."""
        top = [tuple(unit.code for unit in self.tree.above(code))[-1:] for code in self.codes]
        return next(at for at in range(_OVER + 2, len(top)) if top[at] == top[at - 1])

    def name(self, nth: int) -> str:
        """Somebody who is made up."""
        first, last = self.told["given"], self.told["surnames"]
        return f"{last[nth % len(last)]} {first[(nth // len(last)) % len(first)]}"

    def post(self, kind: str, nth: int) -> str:
        """A post of theirs."""
        posts = self.told[f"{kind}_posts"]
        return str(posts[nth % len(posts)])

    def lines(self, year: int) -> Iterator[tuple[str, ...]]:
        """The lines of a year's list: a third of the lead officers and half of the deputies of last year do not go on."""
        renewed, days = year == self.year, (date(year, 4, 1).isoformat(), date(year + 1, 3, 31).isoformat())
        for at, code in enumerate(self.codes):
            who = self.name(at + (100 if renewed and at % 3 == 0 else 0))
            if at not in {_VACANT, _LONG, _OVER, self.shared()}:
                chosen = layout()["words"][("post", "post", "recommended", "own_wish")[at % 4]][0]
                yield "", code, "lead", "", who, self.post("lead", at), *days, chosen, "", ""
            for nth in range(0 if at == _LEFT_OUT else 1 + at % 3):
                who = self.name(200 + at * 3 + nth + (500 if renewed and nth % 2 else 0))
                yield "", code, "deputy", "", who, self.post("deputy", at + nth), *days, "", "", ""


def appoint_officers(*, office: Person, own: str) -> Appointment:
    """Enter all of it. `own` is the department whose editor somebody can log in as. Its officer who moved away."""
    whole = tomllib.loads((files(__package__) / "example_officers.toml").read_text(encoding="utf-8"))
    today = timezone.localdate()
    tree = tree_on(today)
    codes = tuple(unit.code for unit in tree.standing if has_officers(unit.code, tree) and unit.code != own)
    cast = _Cast(tree, codes, whole["invented"], fiscal_year_on(today))
    kinds = take_over_usual_kinds(by=office, rests_on=whole["rests_on"])
    for year in (cast.year - 1, cast.year):
        waiting = let_wait(file_name=cast.told["file"], raw=_list(cast, year, kinds), by=office)
        take_over(waiting, end_others=True, by=office)
    _amiss(cast, kinds, office)
    return _moved_away(cast, kinds, own, office, today)


def _list(cast: _Cast, year: int, kinds: Mapping[str, OfficerKind]) -> bytes:
    """A year's list as a file."""
    text = io.StringIO()
    out = csv.writer(text)
    out.writerow([words[0] for name, words in layout()["officers"].items() if name != "required"])
    for name, code, kind, *rest in cast.lines(year):
        out.writerow([name, code, kinds[kind].name, *rest])
    return text.getvalue().encode()


def _amiss(cast: _Cast, kinds: Mapping[str, OfficerKind], by: Person) -> None:
    """One department without a lead officer, one that shares its neighbour's, one that places no deputy, one too long, one run out."""
    april, march = date(cast.year, 4, 1), date(cast.year + 1, 3, 31)
    shared = cast.shared()
    neighbour = cast.codes[shared - 1]
    lead = Appointment.objects.filter(department=neighbour, kind=kinds["lead"], since=april).get()
    for at, told in (
        (shared, {"name": lead.name, "post": lead.post, "since": april, "until": march, "shared_with": neighbour}),
        (_LONG, {"name": cast.name(90), "since": date(cast.year - 5, 4, 1), "until": march, "note": cast.told["long"]}),
        (_OVER, {"name": cast.name(91), "since": date(cast.year - 1, 4, 1), "until": date(cast.year, 3, 31)}),
    ):
        wanted = OfficerTold(kind=kinds["lead"].pk, chosen_by="post", **told)
        notify(cast.codes[at], wanted, token=new_token(), by=by)
    none = LeftOutTold(kinds["deputy"].pk, april, cast.told["left_out"])
    leave_out(cast.codes[_LEFT_OUT], none, token=new_token(), by=by)


def _moved_away(cast: _Cast, kinds: Mapping[str, OfficerKind], own: str, by: Person, today: date) -> Appointment:
    """The own department's lead officer, who works elsewhere since last week, and its deputy."""
    create(_MOVED, cast.told["moved"])
    staff, last = account(_MOVED), today - timedelta(days=7)
    since, until = date(cast.year - 1, 4, 1), date(cast.year + 1, 3, 31)
    post(staff, PostingWanted(own, cast.post("lead", 0), valid_from=since, valid_to=last), by=console())
    elsewhere = PostingWanted(cast.codes[0], cast.post("lead", 0), valid_from=last + timedelta(days=1))
    post(staff, elsewhere, by=console())
    deputy = OfficerTold(kinds["deputy"].pk, since, until, name=cast.name(92), post=cast.post("deputy", 0))
    notify(own, deputy, token=new_token(), by=by)
    lead = OfficerTold(
        kinds["lead"].pk, since, until, account=_MOVED, post=cast.post("lead", 0), chosen_by="recommended"
    )
    return notify(own, lead, token=new_token(), by=by)
