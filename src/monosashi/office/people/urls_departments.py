"""Addresses of departments."""

from django.urls import path

from monosashi.office.people import views_correcting, views_departments, views_permissions
from monosashi.office.people.imports import views as views_imports
from monosashi.office.people.reorganising import views as views_reorganising
from monosashi.office.people.reorganising import views_undoing

app_name = "departments"
urlpatterns = [
    path("", views_departments.tree, name="tree"),
    path("new/", views_departments.new_department, name="new"),
    path("from-plans/", views_permissions.from_plans, name="from-plans"),
    path("import/", views_imports.import_departments, name="import"),
    path("import/template.<str:form>", views_imports.departments_template, name="import-template"),
    path("import/<int:pk>/", views_imports.departments_difference, name="import-difference"),
    path("<str:code>/", views_departments.department, name="department"),
    path("<str:code>/correct/", views_correcting.correct, name="correct"),
    path("<str:code>/remove/", views_correcting.remove, name="remove"),
    path("<str:code>/undo/<int:pk>/", views_undoing.undo_reorganisation, name="undo"),
    path("<str:code>/reorganise/<str:kind>/", views_reorganising.reorganise, name="reorganise"),
]
