"""The addresses of rounds as a whole."""

from django.urls import path

from monosashi.office.rounds import views, views_making, views_running, views_scope

app_name = "rounds"
urlpatterns = [
    path("", views.rounds_page, name="list"),
    path("new/<str:plan>/", views_making.new, name="new"),
    path("<int:number>/about/", views_running.about, name="about"),
    path("<int:number>/open/", views_running.open_, name="open"),
    path("<int:number>/stop-taking/", views_running.stop_taking, name="stop-taking"),
    path("<int:number>/take-again/", views_running.take_again, name="take-again"),
    path("<int:number>/settings/", views_making.settings, name="settings"),
    path("<int:number>/edition/", views_making.edition, name="edition"),
    path("<int:number>/scope/", views_scope.scope, name="scope"),
    path("<int:number>/scope/<str:node>/leave-out/", views_scope.leave_out, name="leave-out"),
    path("<int:number>/scope/<str:node>/take-in/", views_scope.take_in, name="take-in"),
]
