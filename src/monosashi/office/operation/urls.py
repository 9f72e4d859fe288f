"""Addresses for those who run the installation."""

from django.urls import path

from monosashi.office.operation import views

app_name = "operation"
urlpatterns = [path("jobs/", views.jobs, name="jobs")]
