"""Addresses of cases of investment."""

from django.urls import path

from monosashi.office.investments import views, views_examining, views_following, views_proposing

app_name = "investments"
urlpatterns = [
    path("", views.cases, name="list"),
    path("settings/", views_examining.settings, name="settings"),
    path("new/<str:plan>/<str:department>/", views_proposing.new, name="new"),
    path("<int:case>/", views.case, name="case"),
    path("<int:case>/sheet/", views.sheet, name="sheet"),
    path("<int:case>/change/", views_proposing.change, name="change"),
    path("<int:case>/alternatives/new/", views_proposing.new_alternative, name="alternative-new"),
    path("<int:case>/alternatives/<int:alternative>/", views_proposing.alternative, name="alternative"),
    path(
        "<int:case>/alternatives/<int:alternative>/remove/",
        views_proposing.remove_alternative,
        name="alternative-remove",
    ),
    path("<int:case>/viewpoints/", views_proposing.answers, name="answers"),
    path("<int:case>/submit/", views_proposing.submit, name="submit"),
    path("<int:case>/withdraw/", views_proposing.withdraw, name="withdraw"),
    path("<int:case>/likeness/", views_proposing.likeness, name="likeness"),
    path("<int:case>/examine/", views_examining.examine, name="examine"),
    path("<int:case>/decide/", views_examining.decide, name="decide"),
    path("<int:case>/take-up/", views_examining.take_up, name="take-up"),
    path("<int:case>/actuals/", views_following.actuals, name="actuals"),
    path("<int:case>/verify/", views_following.verify, name="verify"),
    path("conditions/<int:condition>/report/", views_following.report, name="condition-report"),
    path("conditions/<int:condition>/close/", views_following.close, name="condition-close"),
    path("conditions/<int:condition>/send-back/", views_following.send_back, name="condition-send-back"),
]
