"""The addresses of answering."""

from django.urls import path

from monosashi.office.answering import views, views_evidence, views_handover, views_notes, views_saving

app_name = "answering"
_SHEET = "<int:number>/sheets/<str:node>/"
urlpatterns = [
    path(_SHEET, views.sheet, name="sheet"),
    path(f"{_SHEET}judge/", views.judge, name="judge"),
    path(f"{_SHEET}save/", views_saving.save, name="save"),
    path(f"{_SHEET}submit/", views_saving.hand_on, name="submit"),
    path(f"{_SHEET}withdraw/", views_saving.take_back, name="withdraw"),
    path(f"{_SHEET}part/", views_saving.part, name="part"),
    path(f"{_SHEET}evidence/", views_evidence.add, name="evidence"),
    path(f"{_SHEET}evidence/<int:evidence>/", views_evidence.fetch, name="evidence-file"),
    path(f"{_SHEET}evidence/<int:evidence>/remove/", views_evidence.remove, name="evidence-remove"),
    path("notes/<str:plan>/<str:node>/", views_notes.add, name="note"),
    path("note/<int:note>/remove/", views_notes.remove, name="note-remove"),
    path("handover/<str:code>/", views_handover.handover, name="handover"),
]
