"""The addresses of workbooks."""

from django.urls import path

from monosashi.office.workbooks import views, views_intakes

app_name = "workbooks"
urlpatterns = [
    path("<int:number>/excel/", views.excel, name="excel"),
    path("<int:number>/excel/out/", views.every, name="all"),
    path("<int:number>/excel/out/<str:code>/", views.one, name="one"),
    path("<int:number>/excel/in/", views.hand_in, name="hand-in"),
    path("<int:number>/excel/in/<uuid:intake>/", views_intakes.intake, name="intake"),
    path("<int:number>/excel/in/<uuid:intake>/take-out/", views_intakes.take_out, name="take-out"),
    path("<int:number>/excel/in/<uuid:intake>/read-again/", views_intakes.read_again, name="read-again"),
    path("<int:number>/excel/in/<uuid:intake>/marked/", views_intakes.marked_files, name="marked"),
]
