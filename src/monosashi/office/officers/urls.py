"""Addresses of officers. Training, where there is one, stands below them."""

from django.urls import path

from monosashi.office.officers import views, views_bringing_in, views_kinds, views_officers

app_name = "officers"
urlpatterns = [
    path("", views.officers, name="list"),
    path("roll/", views.roll, name="roll"),
    path("kinds/", views.kinds, name="kinds"),
    path("kinds/new/", views_kinds.new_kind, name="kind-new"),
    path("kinds/usual/", views_kinds.usual, name="kinds-usual"),
    path("kinds/<int:officer_kind>/change/", views_kinds.change_kind, name="kind-change"),
    path("bring-in/", views_bringing_in.bring_in, name="bring-in"),
    path("bring-in/file/", views_bringing_in.template, name="file"),
    path("bring-in/<int:officer_list>/", views_bringing_in.difference, name="difference"),
    path("departments/<str:code>/", views.department, name="department"),
    path("departments/<str:code>/notify/", views_officers.notify, name="notify"),
    path("departments/<str:code>/renew/", views_officers.renew, name="renew"),
    path("departments/<str:code>/leave-out/", views_officers.leave_out, name="leave-out"),
    path("left-out/<int:left_out>/place-again/", views_officers.place_again, name="place-again"),
    path("<int:officer>/change/", views_officers.change, name="change"),
    path("<int:officer>/end/", views_officers.end, name="end"),
    path("<int:officer>/remove/", views_officers.remove, name="remove"),
]
