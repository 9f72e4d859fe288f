"""Addresses of the register."""

from django.urls import path

from monosashi.office.records import views, views_ending, views_registering, views_rules

app_name = "records"
urlpatterns = [
    path("", views.register, name="list"),
    path("paper/", views.paper, name="paper"),
    path("ending/", views.ending, name="ending"),
    path("unregistered/", views_registering.unregistered, name="unregistered"),
    path("rules/", views_rules.rules, name="rules"),
    path("rules/change/", views_rules.change_rules, name="rules-change"),
    path("rules/classes/new/", views_rules.new_class, name="class-new"),
    path("rules/classes/<int:record_class>/", views_rules.change_class, name="class-change"),
    path("<int:entry>/", views.entry, name="entry"),
    path("<int:entry>/change/", views_registering.change, name="change"),
    path("<int:entry>/propose/", views_ending.propose, name="propose"),
    path("<int:entry>/endings/<int:ending>/decide/", views_ending.decide, name="decide"),
    path("<int:entry>/endings/<int:ending>/call-off/", views_ending.call_off, name="call-off"),
    path("<int:entry>/endings/<int:ending>/carry-out/", views_ending.carry_out, name="carry-out"),
]
