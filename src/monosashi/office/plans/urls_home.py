"""The first page."""

from django.urls import path

from monosashi.office.plans import views_home

urlpatterns = [path("", views_home.home, name="home")]
