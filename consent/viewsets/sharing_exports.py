"""Sharing under an agreement: look who would go, make the file, fetch it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from consent.choices.sharing import DataItem
from consent.choices.sharing_exports import HERE
from consent.forms.sharing_exports import MakeForm, ShareForm
from consent.models import SharingAgreement, SharingFile
from consent.rules.sharing_exports import Wanted, why_not_purpose
from consent.selectors import sharing, sharing_exports
from consent.services import sharing_exports as services
from consent.viewsets.sharing_acts import SharingView
from core import clocks
from core.gate import row_or_404

CODES_SHOWN = 60
LOOK = "look"


class _Export(SharingView):
    """What these screens share: the way back leads over the agreement."""

    right = sharing.EXPORT

    def agreement(self) -> SharingAgreement:
        """Return the agreement that this is about."""
        raise NotImplementedError

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way back to the agreement."""
        items, agreement = super().get_breadcrumbs_items(), self.agreement()
        return [*items[:-1], {"url": reverse("sharing:one", args=[agreement.pk]), "label": str(agreement)}, items[-1]]


class Share(_Export):
    """Choose what and whose; see who would go and who would not, and why, with nothing written; make the file."""

    model = SharingAgreement
    row: SharingAgreement
    template_name = "consent/staff/sharing_share.html"
    page_title = "Share under this agreement"

    def agreement(self) -> SharingAgreement:
        """Return it."""
        return self.row

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return why nothing can go; else the form and, once it was sent, who would go."""
        today, agreement = clocks.today(), self.row
        refusals = sharing.why_not_any_more(agreement, agreement.data_items, today)
        refusals += why_not_purpose(agreement, sharing_exports.purpose_of(agreement))
        form = ShareForm(self.request.POST if self.request.method == "POST" else self._looked_for(), agreement=agreement)
        plan = None
        if form.is_bound and form.is_valid() and not refusals:
            plan = sharing_exports.plan_for(self.me, self._wanted(form), today)
        elsewhere = [str(DataItem(item).label) for item in agreement.data_items if item in DataItem.values and item not in HERE]
        files = sharing_exports.files_of(self.me).filter(agreement=agreement)
        kwargs.setdefault("make_form", MakeForm())
        more = {"agreement": agreement, "refusals": refusals, "form": form, "plan": plan, "elsewhere": elsewhere, "files": files}
        return super().get_context_data(most=CODES_SHOWN, look=LOOK, **more, **kwargs)

    def _looked_for(self) -> Any:
        return self.request.GET if LOOK in self.request.GET else None

    def _wanted(self, form: ShareForm) -> Wanted:
        said = form.cleaned_data
        return Wanted(self.row.partner, self.row.purpose_code, tuple(said["data_items"]), said["hub"])

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make the file and lead to it, or say why not beside who would go now."""
        form, make = ShareForm(request.POST, agreement=self.row), MakeForm(request.POST)
        problems = [] if form.is_valid() and make.is_valid() else ["Look again who would go, then choose why it goes now."]
        if not problems:
            said = {"why_now": make.cleaned_data["why_now"], "seen": make.cleaned_data["seen"]}
            try:
                file = services.make_file(wanted=self._wanted(form), by=self.me, now=timezone.now(), **said)
            except ValidationError as refused:
                problems = refused.messages
            else:
                return redirect("sharing:file", file.pk)
        return self.render_to_response(self.get_context_data(problems=problems, make_form=make))


class File(_Export):
    """A file that this person made: what is in it, until when it opens, and what became of it."""

    file: SharingFile
    template_name = "consent/staff/sharing_file.html"
    page_title = "A file for a partner"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find one's own file: a file of somebody else is not there."""
        super().setup(request, *args, **kwargs)
        self.file = row_or_404(sharing_exports.files_of(self.me), kwargs["key"])

    def agreement(self) -> SharingAgreement:
        """Return the agreement it was made under."""
        return self.file.agreement

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the file as it stands."""
        row = sharing_exports.files_of(self.me).get(pk=self.file.pk)
        is_open = sharing_exports.is_open(row, timezone.now())
        return super().get_context_data(file=row, is_open=is_open, number=len(row.people), **kwargs)


class Fetch(File):
    """The file itself: POST only, so that no browser or proxy keeps it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **address: Any) -> HttpResponse:
        """Hand it over as a download, or say why it is deleted."""
        try:
            content = services.fetch(file=self.file, by=self.me, now=timezone.now())
        except ValidationError as refused:
            return self.render_to_response(self.get_context_data(problems=refused.messages))
        response = HttpResponse(content, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="export-{clocks.today()}.csv"'
        response["Cache-Control"] = "no-store, private"
        response["X-Content-Type-Options"] = "nosniff"
        return response
