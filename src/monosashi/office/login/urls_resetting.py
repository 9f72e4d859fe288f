"""Addresses of log-in that stand among those of people."""

from django.urls import path

from monosashi.office.login import views_resetting

app_name = "login"
urlpatterns = [path("<int:pk>/reset/", views_resetting.reset, name="reset")]
