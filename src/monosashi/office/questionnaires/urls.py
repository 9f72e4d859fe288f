"""Addresses of questionnaires."""

from django.urls import path

from monosashi.office.questionnaires import views, views_answering, views_making, views_printed, views_running

app_name = "questionnaires"
urlpatterns = [
    path("", views.questionnaires, name="list"),
    path("new/", views_making.new, name="new"),
    path("new-printed/", views_making.new_printed, name="new-printed"),
    path("<int:questionnaire>/", views.questionnaire, name="questionnaire"),
    path("<int:questionnaire>/preview/", views.preview, name="preview"),
    path("<int:questionnaire>/results/", views.results, name="results"),
    path("<int:questionnaire>/asked/", views.asked, name="asked"),
    path("<int:questionnaire>/texts/", views.texts, name="texts"),
    path("<int:questionnaire>/answer/", views_answering.answer, name="answer"),
    path("<int:questionnaire>/answer-anonymously/", views_answering.answer_anonymously, name="answer-anonymously"),
    path("<int:questionnaire>/change/", views_making.change, name="change"),
    path("<int:questionnaire>/copy/", views_making.copy, name="copy"),
    path("<int:questionnaire>/throw-away/", views_making.throw_away, name="throw-away"),
    path("<int:questionnaire>/sections/new/", views_making.new_section, name="section-new"),
    path("<int:questionnaire>/sections/<int:section>/change/", views_making.change_section, name="section-change"),
    path("<int:questionnaire>/sections/<int:section>/remove/", views_making.remove_section, name="section-remove"),
    path("<int:questionnaire>/sections/<int:section>/ask/", views_making.new_question, name="question-new"),
    path("<int:questionnaire>/questions/<int:question>/change/", views_making.change_question, name="question-change"),
    path("<int:questionnaire>/questions/<int:question>/remove/", views_making.remove_question, name="question-remove"),
    path("<int:questionnaire>/questions/<int:question>/move/<str:way>/", views_making.move, name="question-move"),
    path("<int:questionnaire>/questions/<int:question>/figures/", views_printed.figures, name="figures"),
    path("<int:questionnaire>/questions/<int:question>/black-out/", views_running.black_out, name="black-out"),
    path("<int:questionnaire>/bring-in/", views_printed.bring_in, name="bring-in"),
    path("<int:questionnaire>/bring-in/<int:pending>/", views_printed.difference, name="difference"),
    path("<int:questionnaire>/serves/", views_running.link, name="link"),
    path("<int:questionnaire>/serves/<int:served>/remove/", views_running.unlink, name="unlink"),
    path("<int:questionnaire>/do/<str:act>/", views_running.act, name="act"),
]
