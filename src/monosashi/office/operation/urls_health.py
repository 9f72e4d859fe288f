"""The address that watches the office."""

from django.urls import path

from monosashi.office.operation.health import healthz

urlpatterns = [path("", healthz, name="healthz")]
