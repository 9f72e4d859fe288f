"""Addresses of the trail of events."""

from django.urls import path

from monosashi.office.trail import views

app_name = "trail"
urlpatterns = [
    path("<int:event>/", views.event, name="event"),
    path("<int:event>/correct/", views.correct_event, name="correct"),
    path("<int:event>/dispose/", views.dispose_event, name="dispose"),
    path("<str:kind>/<path:object_id>/", views.history, name="history"),
]
