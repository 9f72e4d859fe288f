"""Addresses of plans."""

from django.urls import path

from monosashi.office.plans import urls_editing, views, views_lists, views_measures

app_name = "plans"
urlpatterns = [
    path("", views.plans, name="list"),
    *urls_editing.urlpatterns,
    path("<str:plan>/", views.plan, name="plan"),
    path("<str:plan>/measures/", views_lists.measures, name="measures"),
    path("<str:plan>/measures/<str:node>/", views_measures.measure, name="measure"),
    path("<str:plan>/nodes/<str:node>/", views_measures.node, name="node"),
    path("<str:plan>/indicators/", views_lists.indicators, name="indicators"),
    path("<str:plan>/money/", views_lists.money, name="money"),
    path("<str:plan>/departments/", views_lists.departments, name="departments"),
    path("<str:plan>/departments/<str:code>/", views_measures.department, name="department"),
]
