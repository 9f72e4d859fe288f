"""The addresses of closing."""

from django.urls import path

from monosashi.office.closing import views, views_firmness, views_following, views_money, views_papers

app_name = "closing"
urlpatterns = [
    path("<int:number>/closing/", views.closing, name="closing"),
    path("<int:number>/closing/close/", views.close, name="close"),
    path("<int:number>/closing/settle/", views.settle, name="settle"),
    path("<int:number>/closing/final/", views_firmness.firm, name="firm"),
    path("<int:number>/closing/published/", views.published, name="published"),
    path("<int:number>/money/", views_money.money, name="money"),
    path("<int:number>/money/mapping/", views_money.mapping_file, name="mapping"),
    path("<int:number>/money/apply/", views_money.apply_money, name="apply-money"),
    path("<int:number>/papers/", views_papers.papers, name="papers"),
    path("<int:number>/questions/", views_papers.questions, name="questions"),
    path("<int:number>/questions/<path:key>/", views_papers.answer, name="answer"),
    path("<int:number>/proposals/", views_following.proposals, name="proposals"),
    path("<int:number>/proposals/carry/", views_following.carry, name="carry"),
    path("<int:number>/proposals/<int:pk>/drop/", views_following.drop, name="drop"),
    path("<int:number>/sheets/<str:node>/propose/", views_following.propose, name="propose"),
    path("<int:number>/departments/<str:code>/budget/", views_following.budget, name="budget"),
]
