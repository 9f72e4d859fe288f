"""All audits as a list, with how far the answers are."""

from monosashi.core.messages import message
from monosashi.office.audits.queries import AuditNow
from monosashi.office.audits.shown import day_cell
from monosashi.office.audits.states import AuditKind, AuditResultKind
from monosashi.office.ui.addresses import address_of
from monosashi.office.ui.cells import Cell, count
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import ABSENT, Column, Filter, ListOf, Option, by_number


def list_of_audits(every: tuple[AuditNow, ...]) -> ListOf[AuditNow]:
    """The list. `every` are all audits, for what can be chosen."""
    years = sorted({now.row.fiscal_year for now in every}, reverse=True)
    kinds = [kind for kind in AuditKind if any(now.row.kind == kind for now in every)]
    return ListOf(
        name="audits",
        caption=message("audits.list.caption"),
        columns=_COLUMNS,
        filters=(
            Filter(
                "year",
                message("audits.field.fiscal_year"),
                tuple(Option(str(year), spoken(message("ui.fiscal_year", year=year))) for year in years),
                lambda now, chosen: str(now.row.fiscal_year) == chosen,
            ),
            Filter(
                "kind",
                message("audits.field.kind"),
                tuple(Option(kind.value, spoken(kind)) for kind in kinds),
                lambda now, chosen: now.row.kind == chosen,
            ),
        ),
        words=lambda now: (spoken(now.name), now.row.theme, now.row.auditor, now.row.plan.name),
    )


def _name(now: AuditNow) -> Cell:
    return Cell(spoken(now.name), address=address_of("audits:audit", now.row.pk), note=now.row.theme)


def _of_kind(kind: AuditResultKind) -> Column[AuditNow]:
    def number(now: AuditNow) -> int:
        return sum(result.kind is kind for result in now.results)

    return Column(
        kind.value,
        message(f"audits.count.{kind.value}"),
        lambda now: count(number(now)),
        lambda now: by_number(number(now)),
        figures=True,
    )


_COLUMNS: tuple[Column[AuditNow], ...] = (
    Column(
        "name",
        message("audits.column.audit"),
        _name,
        lambda now: by_number(now.row.fiscal_year),
        head=True,
        note=message("audits.field.theme"),
    ),
    Column("plan", message("audits.field.plan"), lambda now: Cell(now.row.plan.name), wide=True),
    _of_kind(AuditResultKind.FINDING),
    _of_kind(AuditResultKind.OPINION),
    Column(
        "done",
        message("audits.column.done"),
        lambda now: count(now.done),
        lambda now: by_number(now.done),
        figures=True,
    ),
    Column(
        "owed",
        message("audits.column.owed"),
        lambda now: count(now.owed),
        lambda now: by_number(now.owed),
        figures=True,
    ),
    Column(
        "due",
        message("audits.field.due"),
        lambda now: day_cell(now.request.due if now.request else None),
        lambda now: (1, now.request.due.isoformat()) if now.request else ABSENT,
    ),
)
