"""Addresses of log-in. The names are the library's, which finds its pages by them; what it offers beyond is not open."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from allauth.usersessions import views as sessions
from django.urls import path

from monosashi.office.login import views

urlpatterns = [
    path("log-in/", account.login, name="account_login"),
    path("log-out/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("again/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("second-factor/", mfa.index, name="mfa_index"),
    path("second-factor/ask/", mfa.authenticate, name="mfa_authenticate"),
    path("second-factor/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("second-factor/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("second-factor/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-factor/paper/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("second-factor/paper/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("sessions/", sessions.list_usersessions, name="usersessions_list"),
    path("openid/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("openid/error/", social.login_error, name="socialaccount_login_error"),
    path("openid/<str:provider_id>/login/", views.openid_log_in, name="openid_connect_login"),
    path("openid/<str:provider_id>/login/callback/", views.openid_callback, name="openid_connect_callback"),
]
