"""Addresses of people."""

from django.urls import path

from monosashi.office.people import views_given, views_people, views_permissions
from monosashi.office.people.imports import views as views_imports
from monosashi.office.people.transfers import views as views_transfers

app_name = "people"
urlpatterns = [
    path("", views_people.people, name="list"),
    path("me/", views_people.me, name="me"),
    path("new/", views_people.new_person, name="new"),
    path("permissions/", views_permissions.permissions, name="permissions"),
    path("import/", views_imports.import_staff, name="import"),
    path("import/template.<str:form>", views_imports.staff_template, name="import-template"),
    path("import/<int:pk>/", views_imports.staff_difference, name="import-difference"),
    path("transfers/", views_transfers.transfers, name="transfers"),
    path("transfers/<int:pk>/", views_transfers.transfer, name="transfer"),
    path("transfers/<int:pk>/call-off/", views_transfers.call_transfer_off, name="transfer-call-off"),
    path("<int:pk>/", views_people.person, name="person"),
    path("<int:pk>/change/", views_people.change_person, name="change"),
    path("<int:pk>/transfer/", views_transfers.new_transfer, name="transfer-new"),
    path("<int:pk>/roles/new/", views_given.give_role, name="role-give"),
    path("<int:pk>/roles/<int:role>/remove/", views_given.remove_role, name="role-remove"),
    path("<int:pk>/postings/new/", views_given.post, name="posting-new"),
    path("<int:pk>/postings/<int:posting>/end/", views_given.end_posting, name="posting-end"),
    path("<int:pk>/postings/<int:posting>/remove/", views_given.remove_posting, name="posting-remove"),
    path("<int:pk>/acting/new/", views_given.let_act, name="acting-give"),
    path("<int:pk>/acting/<int:acting>/stop/", views_given.stop_acting, name="acting-stop"),
]
