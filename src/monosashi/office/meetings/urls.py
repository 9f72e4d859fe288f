"""Addresses of meetings."""

from django.urls import path

from monosashi.office.meetings import views, views_agenda, views_bodies, views_decisions, views_meetings

app_name = "meetings"
urlpatterns = [
    path("", views.meetings, name="list"),
    path("decisions/", views.decisions, name="decisions"),
    path("bodies/new/", views_bodies.new_body, name="body-new"),
    path("bodies/<int:body>/", views.body, name="body"),
    path("bodies/<int:body>/change/", views_bodies.change_body, name="body-change"),
    path("bodies/<int:body>/retire/", views_bodies.retire, name="body-retire"),
    path("bodies/<int:body>/use-again/", views_bodies.use_again, name="body-use-again"),
    path("bodies/<int:body>/members/new/", views_bodies.new_member, name="member-new"),
    path("bodies/<int:body>/members/<int:member>/change/", views_bodies.change_member, name="member-change"),
    path("bodies/<int:body>/members/<int:member>/remove/", views_bodies.remove_member, name="member-remove"),
    path("bodies/<int:body>/plan/<str:plan>/", views_meetings.new_meeting, name="new"),
    path("<int:meeting>/", views.meeting, name="meeting"),
    path("<int:meeting>/agenda/", views.agenda, name="agenda"),
    path("<int:meeting>/minutes/", views.minutes, name="minutes"),
    path("<int:meeting>/change/", views_meetings.change, name="change"),
    path("<int:meeting>/hold/", views_meetings.hold, name="hold"),
    path("<int:meeting>/cancel/", views_meetings.cancel, name="cancel"),
    path("<int:meeting>/plan-again/", views_meetings.plan_again, name="plan-again"),
    path("<int:meeting>/keep-minutes/", views_meetings.keep_minutes, name="keep-minutes"),
    path("<int:meeting>/no-minutes/", views_meetings.no_minutes, name="no-minutes"),
    path("<int:meeting>/items/new/", views_agenda.new_item, name="item-new"),
    path("<int:meeting>/items/carry/", views_agenda.carry, name="carry"),
    path("<int:meeting>/items/<int:item>/change/", views_agenda.change_item, name="item-change"),
    path("<int:meeting>/items/<int:item>/move/", views_agenda.move_item, name="item-move"),
    path("<int:meeting>/items/<int:item>/remove/", views_agenda.remove_item, name="item-remove"),
    path("<int:meeting>/papers/new/", views_agenda.new_paper, name="paper-new"),
    path("<int:meeting>/papers/<int:paper>/", views_agenda.paper, name="paper"),
    path("<int:meeting>/papers/<int:paper>/remove/", views_agenda.remove_paper, name="paper-remove"),
    path("<int:meeting>/decisions/new/", views_decisions.decide, name="decide"),
    path("<int:meeting>/decisions/<int:decision>/", views.decision, name="decision"),
    path("<int:meeting>/decisions/<int:decision>/change/", views_decisions.change, name="decision-change"),
    path("<int:meeting>/decisions/<int:decision>/report/", views_decisions.report, name="report"),
    path("<int:meeting>/decisions/<int:decision>/close/", views_decisions.close, name="close"),
    path("<int:meeting>/decisions/<int:decision>/send-back/", views_decisions.send_back, name="send-back"),
    path("<int:meeting>/decisions/<int:decision>/call-off/", views_decisions.call_off, name="call-off"),
    path("<int:meeting>/decisions/<int:decision>/take-up/", views_decisions.take_up, name="take-up"),
]
