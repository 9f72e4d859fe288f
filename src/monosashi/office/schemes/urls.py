"""Addresses of schemes and life cycles."""

from django.urls import path

from monosashi.office.schemes import views

app_name = "schemes"
urlpatterns = [
    path("", views.rules, name="list"),
    path("bring-in/", views.bring_in, name="bring-in"),
    path("scheme/<path:reference>/file.toml", views.scheme_file, name="scheme-file"),
    path("scheme/<path:reference>/", views.scheme, name="scheme"),
    path("life-cycle/<path:reference>/file.toml", views.life_cycle_file, name="life-cycle-file"),
    path("life-cycle/<path:reference>/", views.life_cycle, name="life-cycle"),
]
