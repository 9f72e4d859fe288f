"""Addresses of editing, imports, revisions and editions of a plan."""

from django.urls import path, register_converter

from monosashi.office.plans import (
    views_beginning,
    views_editing,
    views_editions,
    views_exports,
    views_import,
    views_judging,
    views_moves,
    views_revisions,
    views_structure,
)
from monosashi.office.plans.editing.record import HEAD, KINDS, OF_MEASURES


class _OneOf:
    """A list of the plan, named in an address."""

    names: tuple[str, ...] = ()
    regex = ""

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands. Raises ValueError for another name."""
        if value not in self.names:
            raise ValueError(value)
        return value


class OfMeasures(_OneOf):
    """A list of what departments answer for."""

    names = OF_MEASURES
    regex = "|".join(names)


class OfPlan(_OneOf):
    """A list of what the plan is built of."""

    names = tuple(name for name in KINDS if name not in OF_MEASURES and name != HEAD)
    regex = "|".join(names)


class AnyList(_OneOf):
    """A list whose entries can be added, moved and removed."""

    names = tuple(name for name in KINDS if name not in {HEAD, "results"})
    regex = "|".join(names)


register_converter(OfMeasures, "of_measures")
register_converter(OfPlan, "of_plan")
register_converter(AnyList, "any_list")

urlpatterns = [
    path("import/", views_import.upload, name="import"),
    path("import/empty-workbook/", views_beginning.begin, name="begin"),
    path("import/<uuid:draft>/", views_import.draft, name="import-draft"),
    path("import/<uuid:draft>/throw-away/", views_import.throw_away, name="import-throw-away"),
    path("<str:plan>/import/", views_import.upload_into, name="import-into"),
    path("<str:plan>/export/plan.json", views_exports.plan_file, name="export-plan-file"),
    path("<str:plan>/export/workbook.xlsx", views_exports.workbook, name="export-workbook"),
    path("<str:plan>/edit/", views_structure.index, name="edit"),
    path("<str:plan>/edit/plan/", views_editing.head, name="edit-head"),
    path("<str:plan>/edit/<any_list:collection>/", views_structure.entries, name="edit-list"),
    path("<str:plan>/edit/<any_list:collection>/new/", views_editing.new, name="edit-new"),
    path("<str:plan>/edit/<any_list:collection>/<str:key>/remove/", views_structure.remove, name="edit-remove"),
    path("<str:plan>/edit/<any_list:collection>/<str:key>/move/", views_structure.move, name="edit-move"),
    path("<str:plan>/edit/<of_measures:collection>/<str:key>/judge/", views_judging.judge, name="edit-judge"),
    path("<str:plan>/edit/<of_measures:collection>/<str:key>/", views_editing.of_measure, name="edit-measure"),
    path("<str:plan>/edit/<of_plan:collection>/<str:key>/", views_editing.of_plan_list, name="edit-entry"),
    path("<str:plan>/revisions/", views_revisions.revisions, name="revisions"),
    path("<str:plan>/revisions/compare/", views_revisions.comparison, name="revisions-compare"),
    path("<str:plan>/revisions/<int:number>/restore/", views_revisions.restore, name="revision-restore"),
    path("<str:plan>/revisions/<int:number>/plan.json", views_revisions.plan_file, name="revision-plan-file"),
    path("<str:plan>/editions/", views_editions.editions, name="editions"),
    path("<str:plan>/editions/freeze/", views_editions.freeze, name="edition-freeze"),
    path("<str:plan>/editions/verify/", views_editions.verify, name="editions-verify"),
    path("<str:plan>/editions/folder.zip", views_editions.folder, name="editions-folder"),
    path("<str:plan>/editions/<int:number>/", views_editions.download, name="edition-download"),
    path("<str:plan>/moves/", views_moves.moves, name="moves"),
]
