"""Addresses of training."""

from django.urls import path

from monosashi.office.training import views, views_attendance, views_courses, views_enrolling, views_sessions

app_name = "training"
urlpatterns = [
    path("", views.courses, name="list"),
    path("paper/", views.paper, name="paper"),
    path("figures/", views.figures, name="figures"),
    path("mine/", views.mine, name="mine"),
    path("departments/<str:code>/", views.department, name="department"),
    path("courses/new/", views_courses.new_course, name="new-course"),
    path("courses/<int:course>/", views.course, name="course"),
    path("courses/<int:course>/change/", views_courses.change_course, name="change-course"),
    path("courses/<int:course>/remove/", views_courses.remove_course, name="remove-course"),
    path("courses/<int:course>/next-year/", views_courses.take_over, name="take-over"),
    path("courses/<int:course>/sessions/new/", views_sessions.new_session, name="new-session"),
    path("sessions/<int:session>/", views.session, name="session"),
    path("sessions/<int:session>/change/", views_sessions.change_session, name="change-session"),
    path("sessions/<int:session>/cancel/", views_sessions.cancel_session, name="cancel-session"),
    path("sessions/<int:session>/again/", views_sessions.plan_again, name="plan-again"),
    path("sessions/<int:session>/count/", views_sessions.count, name="count"),
    path("sessions/<int:session>/enrol/", views_enrolling.enrol, name="enrol"),
    path("sessions/<int:session>/withdraw/", views_enrolling.withdraw, name="withdraw"),
    path("sessions/<int:session>/finish/", views_enrolling.finish, name="finish"),
    path("sessions/<int:session>/recommend/<str:code>/", views_enrolling.recommend, name="recommend"),
    path("sessions/<int:session>/attendance/", views_attendance.attendance, name="attendance"),
    path("sessions/<int:session>/attendance.xlsx", views_attendance.list_file, name="attendance-file"),
    path("sessions/<int:session>/bring-in/", views_attendance.bring_in, name="bring-in"),
    path("sessions/<int:session>/bring-in/<int:pk>/", views_attendance.difference, name="difference"),
]
