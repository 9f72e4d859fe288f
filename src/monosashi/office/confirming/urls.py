"""The addresses of confirming."""

from django.urls import path

from monosashi.office.confirming import views_confirming, views_list, views_routes

app_name = "confirming"
urlpatterns = [
    path("confirming/", views_list.waiting, name="list"),
    path("confirming/together/", views_list.together, name="together"),
    path("routes/", views_routes.routes, name="routes"),
    path("routes/<str:code>/", views_routes.route, name="route"),
    path("routes/<str:code>/set/", views_routes.set_route, name="set-route"),
    path("routes/<str:code>/copy/", views_routes.copy_route, name="copy-route"),
    path("<int:number>/sheets/<str:node>/confirm/", views_confirming.confirm, name="confirm"),
    path("<int:number>/sheets/<str:node>/return/", views_confirming.return_, name="return"),
    path(
        "<int:number>/sheets/<str:node>/undo-confirmation/",
        views_confirming.undo_confirmation,
        name="undo-confirmation",
    ),
    path("<int:number>/sheets/<str:node>/seen/<int:position>/", views_confirming.seen, name="seen"),
]
