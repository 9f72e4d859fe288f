"""The first page, and the one that finds things."""

from django.urls import path

from monosashi.office.plans import views_home, views_search

urlpatterns = [path("", views_home.home, name="home"), path("search/", views_search.find, name="search")]
