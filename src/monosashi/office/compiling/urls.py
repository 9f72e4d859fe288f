"""The addresses of compiling."""

from django.urls import path

from monosashi.office.compiling import (
    views,
    views_accepting,
    views_checking,
    views_extending,
    views_remarks,
    views_reminding,
)

app_name = "compiling"
urlpatterns = [
    path("notices/", views_remarks.notices, name="notices"),
    path("<int:number>/", views.board, name="board"),
    path("<int:number>/sheets/", views.sheets, name="sheets"),
    path("<int:number>/totals/", views.totals, name="totals"),
    path("<int:number>/reminders/", views_reminding.reminders, name="reminders"),
    path("<int:number>/reminders/again/", views_reminding.send_again, name="send_again"),
    path("<int:number>/reminders/<int:reminder>/", views_reminding.reminder, name="reminder"),
    path("<int:number>/extensions/", views_extending.extensions, name="extensions"),
    path("<int:number>/extensions/<int:extension>/", views_extending.decide, name="decide_extension"),
    path("<int:number>/extensions/ask/<str:code>/", views_extending.ask, name="ask_extension"),
    path("<int:number>/check/", views_checking.check, name="check"),
    path("<int:number>/check/all/", views_accepting.accept_many, name="accept_many"),
    path("<int:number>/sheets/<str:node>/check/", views_checking.check_sheet, name="check_sheet"),
    path("<int:number>/sheets/<str:node>/accept/", views_checking.accept_sheet, name="accept"),
    path("<int:number>/sheets/<str:node>/send-back/", views_checking.send_back_sheet, name="send_back"),
    path("<int:number>/sheets/<str:node>/second-look/", views_remarks.second_look, name="second_look"),
    path("<int:number>/sheets/<str:node>/ask/", views_remarks.ask_department, name="ask_department"),
    path("<int:number>/sheets/<str:node>/ask-office/", views_remarks.ask_office, name="ask_office"),
]
