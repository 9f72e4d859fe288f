"""The list of what a form of a plan may ask for."""

from monosashi.core.messages import message
from monosashi.office.plans.year.in_year import InYear
from monosashi.office.plans.year.past import STAYS
from monosashi.office.ui.cells import Cell
from monosashi.office.ui.language import spoken
from monosashi.office.ui.lists import Column, Filter, ListOf, Option, by_text
from monosashi.publishing.forms import FieldOf, FormField


def written(name: str, year: str = "") -> str:
    """As it is typed into a form."""
    return f"{{{{{name}:{year}}}}}" if year else f"{{{{{name}}}}}"


def list_of_fields(year: InYear, every: tuple[FormField, ...]) -> ListOf[FormField]:
    """Fields by group, each as it is typed, with the other names under which it is known: those of `every` that say the same."""
    groups = tuple(dict.fromkeys(spoken(each.group) for each in every))
    others: dict[str, list[str]] = {}
    for each in every:
        if each.same_as:
            others.setdefault(each.same_as, []).append(each.name)

    def name(field: FormField) -> Cell:
        also = [written(other) for other in others.get(field.name, ())]
        note = message("city_forms.fields.also", names=tuple(also))
        return Cell(written(field.name), note=spoken(note) if also else "")

    return ListOf(
        name=f"{year.stem}-form-fields",
        caption=message("city_forms.fields.caption"),
        columns=(
            Column(
                "name",
                message("city_forms.fields.name"),
                name,
                lambda each: by_text(each.name),
                head=True,
                note=message("city_forms.fields.others"),
            ),
            Column("about", message("city_forms.fields.about"), lambda each: Cell(spoken(each.about)), wide=True),
            Column("group", message("city_forms.fields.group"), lambda each: Cell(spoken(each.group))),
            Column("of", message("city_forms.fields.of"), lambda each: Cell(spoken(each.of))),
            Column("yearly", message("city_forms.fields.yearly"), _yearly),
        ),
        filters=(
            Filter(
                "group",
                message("city_forms.fields.group"),
                tuple(Option(each, each) for each in groups),
                lambda each, group: spoken(each.group) == group,
            ),
            Filter(
                "of",
                message("city_forms.fields.of"),
                tuple(Option(each.value, spoken(each)) for each in FieldOf),
                lambda each, of: each.of.value == of,
            ),
        ),
        words=lambda each: (each.name, *others.get(each.name, ()), spoken(each.about)),
        keep=STAYS,
    )


def _yearly(field: FormField) -> Cell:
    return Cell(spoken(message("city_forms.fields.yearly.yes" if field.yearly else "city_forms.fields.yearly.no")))
