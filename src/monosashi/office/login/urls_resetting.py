"""Addresses of log-in that stand among those of people."""

from django.urls import path

from monosashi.office.login import views_resetting, views_together

app_name = "login"
urlpatterns = [
    path("<int:pk>/reset/", views_resetting.reset, name="reset"),
    path("passwords/", views_together.choose, name="together"),
    path("passwords/made/", views_together.make, name="together-made"),
]
