"""Addresses of publication."""

from django.urls import path

from monosashi.office.publication import (
    views,
    views_auditor,
    views_deciding,
    views_editions,
    views_preview,
    views_reports,
)

app_name = "publication"
urlpatterns = [
    path("<str:plan>/publication/", views.index, name="index"),
    path("<str:plan>/publication/preview/", views_preview.make, name="preview"),
    path("<str:plan>/publication/preview/<str:preview>/", views_preview.site, name="site"),
    path("<str:plan>/publication/preview/<str:preview>/<path:file>", views_preview.site, name="site-file"),
    path("<str:plan>/publication/changes/", views_preview.changes, name="changes"),
    path("<str:plan>/publication/pages/", views_preview.pages, name="pages"),
    path("<str:plan>/publication/settings/", views.settings, name="settings"),
    path("<str:plan>/publication/history/", views.history, name="history"),
    path("<str:plan>/publication/propose/", views_deciding.propose, name="propose"),
    path("<str:plan>/publication/proposals/<int:number>/", views_deciding.proposal, name="proposal"),
    path("<str:plan>/publication/proposals/<int:number>/approve/", views_deciding.approve, name="approve"),
    path("<str:plan>/publication/proposals/<int:number>/refuse/", views_deciding.refuse, name="refuse"),
    path("<str:plan>/publication/proposals/<int:number>/call-off/", views_deciding.call_off, name="call-off"),
    path("<str:plan>/publication/proposals/<int:number>/try-again/", views_deciding.try_again, name="try-again"),
    path("<str:plan>/publication/proposals/<int:number>/bundle.zip", views_deciding.bundle, name="bundle"),
    path("<str:plan>/publication/editions/<int:number>/correct/", views_editions.correct, name="correct"),
    path("<str:plan>/publication/editions/<int:number>/withdraw/", views_editions.withdraw, name="withdraw"),
    path("<str:plan>/publication/auditor/", views_auditor.sets, name="auditor"),
    path("<str:plan>/publication/reports/", views_reports.reports, name="reports"),
    path("<str:plan>/publication/reports/<int:number>.<str:language>.pdf", views_reports.download, name="report"),
    path("<str:plan>/publication/auditor/<int:number>.zip", views_auditor.download, name="auditor-set"),
]
