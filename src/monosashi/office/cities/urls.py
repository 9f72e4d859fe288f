"""Addresses of other cities."""

from django.urls import path

from monosashi.office.cities import views, views_keeping

app_name = "cities"
urlpatterns = [
    path("", views.cities, name="list"),
    path("indicators/", views.search, name="search"),
    path("indicators/<str:city>/<str:city_plan>/<str:city_indicator>/", views.indicator, name="indicator"),
    path("alike/<str:plan>/<str:indicator>/", views.alike, name="alike"),
    path("bring-in/", views_keeping.bring_in, name="bring-in"),
    path("make/", views_keeping.make, name="make"),
    path("<int:pk>/replace/", views_keeping.replace, name="replace"),
    path("<int:pk>/take-out/", views_keeping.take_out, name="take-out"),
]
