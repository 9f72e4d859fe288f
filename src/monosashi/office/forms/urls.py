"""Addresses of forms."""

from django.urls import path

from monosashi.office.forms import views, views_downloads, views_keeping, views_making

app_name = "forms"
urlpatterns = [
    path("<str:plan>/forms/", views.forms, name="list"),
    path("<str:plan>/forms/bring-in/", views_keeping.bring_in, name="bring-in"),
    path("<str:plan>/forms/fields/", views.fields, name="fields"),
    path("<str:plan>/forms/samples/<str:sample>/", views_downloads.sample, name="sample"),
    path("<str:plan>/forms/<int:pk>/", views.form, name="form"),
    path("<str:plan>/forms/<int:pk>/file/", views_downloads.file, name="file"),
    path("<str:plan>/forms/<int:pk>/filled/", views_downloads.filled, name="filled"),
    path("<str:plan>/forms/<int:pk>/making/", views_making.making, name="making"),
    path("<str:plan>/forms/<int:pk>/replace/", views_keeping.replace, name="replace"),
    path("<str:plan>/forms/<int:pk>/take-out/", views_keeping.take_out, name="take-out"),
]
