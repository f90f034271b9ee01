"""What is agreed with partners: drafted by one, signed by another, looked at again, ended; and what was shared."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path

from consent.forms import sharing as ours
from consent.models import Partner, SharingAgreement
from consent.selectors import sharing as selectors
from consent.services import sharing as services
from consent.viewsets import sharing_acts as acts
from consent.viewsets import sharing_exports as exports
from consent.viewsets.sharing_acts import LIST, TITLE, SharingView
from core import clocks
from core.forms.seen import seen_anew
from core.gate import row_or_404
from core.whole_council import WholeCouncilWorkbench

PER_PAGE = 25


class AgreementList(SharingView):
    """Every agreement with where it stands, and the partners."""

    template_name = "consent/staff/sharing.html"
    page_title = TITLE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return a page of agreements, and the partners."""
        page = Paginator(selectors.agreements(), PER_PAGE).get_page(self.request.GET.get("page"))
        today = clocks.today()
        shown = [selectors.standing_of(agreement, today) for agreement in page.object_list]
        may_edit = self.may(selectors.EDIT)
        return super().get_context_data(page=page, shown=shown, partners=selectors.partners(), may_edit=may_edit, **kwargs)


class EditPartner(SharingView):
    """Add a partner, or change one."""

    right = selectors.EDIT
    template_name = "consent/staff/sharing_form.html"
    page_title = "A partner"

    def partner(self) -> Partner:
        """Return the partner in the address, or a new one."""
        return row_or_404(Partner.objects.all(), self.kwargs["number"]) if "number" in self.kwargs else Partner()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form."""
        kwargs.setdefault("form", ours.PartnerForm(instance=self.partner()))
        return super().get_context_data(button="Keep this partner", **kwargs)

    def post(self, request: HttpRequest, **address: int) -> HttpResponse:
        """Keep it, or say what is wrong and keep what was typed."""
        form, stands_now = ours.PartnerForm(request.POST, instance=self.partner()), list[tuple[str, str]]()
        if form.is_valid():
            try:
                services.save_partner(partner=form.save(commit=False), by=self.me, seen=form.cleaned_data["seen"])
            except ValidationError as refused:
                form.add_error(None, refused)
                stands_now = self._stands_now(form)
            else:
                messages.success(request, "The partner is kept.")
                return redirect(LIST)
        return self.render_to_response(self.get_context_data(form=form, stands_now=stands_now))

    def _stands_now(self, form: ours.PartnerForm) -> list[tuple[str, str]]:
        """Return what a colleague wrote meanwhile, by its label; the form is given the mark of it, so that it can be saved once read."""
        now = self.partner()
        if now.pk is None or form["seen"].value() == selectors.mark_of_partner(now):
            return []
        seen_anew(form, selectors.mark_of_partner(now))
        names = [name for name in selectors.OF_A_PARTNER if getattr(now, name) != getattr(form.instance, name)]
        return [(str(form[name].label), str(getattr(now, name) or "")) for name in names]


class NewAgreement(SharingView):
    """Draft an agreement."""

    right = selectors.EDIT
    template_name = "consent/staff/sharing_form.html"
    page_title = "Draft an agreement"

    def agreement(self) -> SharingAgreement:
        """Return what the form is about."""
        return SharingAgreement()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form."""
        kwargs.setdefault("form", ours.AgreementForm(instance=self.agreement()))
        return super().get_context_data(button="Keep this draft", no_partner=not selectors.partners().exists(), **kwargs)

    def post(self, request: HttpRequest, **address: int) -> HttpResponse:
        """Keep the draft, or say what is wrong and keep what was typed."""
        form, stands_now = ours.AgreementForm(request.POST, instance=self.agreement()), list[tuple[str, str]]()
        if form.is_valid():
            try:
                said = {"agreement": form.save(commit=False), "seen": form.cleaned_data["seen"]}
                agreement = services.write_agreement(by=self.me, **said)
            except ValidationError as refused:
                form.add_error(None, refused.messages)
                stands_now = self._stands_now(form)
            else:
                messages.success(request, "The draft is kept.")
                return redirect("sharing:one", agreement.pk)
        return self.render_to_response(self.get_context_data(form=form, stands_now=stands_now))

    def _stands_now(self, form: ours.AgreementForm) -> list[tuple[str, str]]:
        """Return the terms that a colleague wrote otherwise meanwhile; the form is given their mark, so that it can be saved once read."""
        now = self.agreement()
        if now.pk is None or form["seen"].value() == selectors.mark_of(now):
            return []
        seen_anew(form, selectors.mark_of(now))
        return [one for one, typed in zip(acts.terms_of(now), acts.terms_of(form.instance), strict=True) if one != typed]


class EditAgreement(NewAgreement):
    """Change a draft. A signed one leads back to itself, which says why."""

    model = SharingAgreement
    page_title = "Change the draft"

    def agreement(self) -> SharingAgreement:
        """Return the draft. Raises Http404 for a signed one: its terms have no form."""
        if self.row.signed_at:
            raise Http404
        return SharingAgreement.objects.get(pk=self.row.pk)


class Records(SharingView):
    """What was shared: when, with whom, which items, about how many people."""

    template_name = "consent/staff/sharing_records.html"
    page_title = "What was shared"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return a page of records."""
        page = Paginator(selectors.records(), PER_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(page=page, **kwargs)


class SharingViewSet(WholeCouncilWorkbench):
    """Agreements with partners."""

    name = "sharing"
    url_prefix = "sharing"
    model = SharingAgreement
    resource = "sharing"
    icon = "group"
    menu_label = TITLE

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/sharing/`."""
        made: Callable[[Any], Any] = self.construct_view
        return [
            path("", made(AgreementList), name="index"),
            path("new/", made(NewAgreement), name="new"),
            path("records/", made(Records), name="records"),
            path("partners/new/", made(EditPartner), name="new_partner"),
            path("partners/<int:number>/", made(EditPartner), name="partner"),
            path("<int:pk>/", made(acts.OneAgreement), name="one"),
            path("<int:pk>/change/", made(EditAgreement), name="change"),
            path("<int:pk>/document/", made(acts.Document), name="document"),
            path("<int:pk>/share/", made(exports.Share), name="share"),
            path("files/<str:key>/", made(exports.File), name="file"),
            path("files/<str:key>/fetch/", made(exports.Fetch), name="fetch"),
            *(path(f"<int:pk>/{name.replace('_', '-')}/", made(view), name=name) for name, view in acts.ACTS.items()),
        ]
