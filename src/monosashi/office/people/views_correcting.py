"""Pages on which a department is mended, or taken back before it began."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from monosashi.core.messages import message
from monosashi.office.accounts.access import person_in, requires
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.register import tree_on
from monosashi.office.people.correcting import correct_department, remove_department
from monosashi.office.people.forms import WhyForm
from monosashi.office.people.forms_correcting import CorrectForm
from monosashi.office.people.pages import FormPage, department_crumbs, done, form_page, today
from monosashi.office.people.views_departments import unit_or_404
from monosashi.office.ui.crumbs import Crumb


@requires(Permission.MANAGE_PEOPLE)
def correct(request: HttpRequest, code: str) -> HttpResponse:
    """Mend what was entered."""
    whole = tree_on(today())
    unit = unit_or_404(whole, code)
    typed = request.POST if request.method == "POST" else None
    form = CorrectForm(typed, unit=unit, tree=whole, today=today())
    back = reverse("departments:department", kwargs={"code": code})
    page = FormPage(
        message("people.correct.heading", name=unit.name),
        message("people.correct.lead"),
        message("people.correct.act"),
        back,
        department_crumbs(Crumb(unit.name, back), Crumb(message("people.correct.act"))),
    )
    if not form.is_valid():
        return form_page(request, form, page)
    try:
        why = form.cleaned_data["why"]
        mended = correct_department(code, form.wanted(), by=person_in(request), today=today(), why=why)
    except StateForbids as refused:
        return form_page(request, form, page, refused.why)
    return done(request, message("people.correct.done", name=mended.name), "departments:department", code=code)


@requires(Permission.MANAGE_PEOPLE)
def remove(request: HttpRequest, code: str) -> HttpResponse:
    """Take a department back that was entered by mistake."""
    unit = unit_or_404(tree_on(today()), code)
    form = WhyForm(request.POST if request.method == "POST" else None)
    back = reverse("departments:department", kwargs={"code": code})
    page = FormPage(
        message("people.remove.heading", name=unit.name),
        message("people.remove.lead"),
        message("people.remove.act"),
        back,
        department_crumbs(Crumb(unit.name, back), Crumb(message("people.remove.act"))),
    )
    if not form.is_valid():
        return form_page(request, form, page)
    try:
        remove_department(code, by=person_in(request), today=today(), why=form.cleaned_data["why"])
    except StateForbids as refused:
        return form_page(request, form, page, refused.why)
    return done(request, message("people.remove.done", name=unit.name), "departments:tree")
