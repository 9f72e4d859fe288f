"""Pages of log-in."""

from django.contrib.auth.views import LoginView, LogoutView

from monosashi.office.accounts.access import public

log_in = public(LoginView.as_view(template_name="accounts/log_in.html"))
log_out = public(LogoutView.as_view(next_page="accounts:log-in"))
