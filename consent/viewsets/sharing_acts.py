"""One agreement with a partner, and every act on it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from consent.forms import sharing as ours
from consent.models import SharingAgreement
from consent.rules import sharing as rules
from consent.selectors import sharing as selectors
from consent.services import sharing as services
from core import clocks, second_look
from core.choices import LookState
from core.whole_council import WholeCouncilView

LIST = "sharing:index"
TITLE = "Sharing with partners"
SHARED_SHOWN = 10


class SharingView(WholeCouncilView):
    """What all these screens share."""

    right = selectors.VIEW
    header_icon = "group"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way back to the list."""
        items = super().get_breadcrumbs_items()
        return [*items[:-1], {"url": reverse(LIST), "label": TITLE}, items[-1]] if self.page_title != TITLE else items


class OneAgreement(SharingView):
    """One agreement: its terms, where it stands, its steps, and what this person may do."""

    model = SharingAgreement
    row: SharingAgreement
    template_name = "consent/staff/sharing_agreement.html"

    def get_page_title(self) -> str:
        """Return the agreement's title."""
        return str(self.row)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the terms as rows of a label and a value, and what can be done."""
        row, today = selectors.agreements().get(pk=self.row.pk), clocks.today()
        look = selectors.look_at(row)
        # What was changed since is asked for anew: nobody can sign it as it was asked.
        is_asked = look is not None and look.state == LookState.ASKED and look.digest == selectors.digest_of(row)
        may_sign = self.may(selectors.SIGN) and is_asked
        is_draft = row.signed_at is None
        return super().get_context_data(
            standing=selectors.standing_of(row, today),
            agreement=row,
            terms=terms_of(row),
            look=look,
            is_asked=is_asked,
            has_no_purpose=bool(row.purpose_code) and not selectors.has_purpose(row.purpose_code),
            missing=rules.why_not_sign(row, today=today) if is_draft else [],
            may_edit=self.may(selectors.EDIT),
            why_not_sign=second_look.why_not_agree(look, self.me, selectors.SIGN) if look and may_sign else [],
            may_sign=may_sign,
            may_end=self.may(selectors.SIGN),
            may_share=self.may(selectors.EXPORT),
            shared=selectors.records().filter(agreement=row)[:SHARED_SHOWN],
            has_document=bool(row.document_digest),
            step_form=kwargs.pop("step_form", None) or ours.StepForm(),
            remark_form=kwargs.pop("remark_form", None) or ours.RemarkForm(),
            document_form=kwargs.pop("document_form", None) or ours.DocumentForm(),
            **kwargs,
        )


def terms_of(agreement: SharingAgreement) -> list[tuple[str, str]]:
    """Return the terms as (label, words), in the order of the form; "Not said yet" for a gap."""
    shown = []
    for name in ours.AgreementForm.Meta.fields:
        field = agreement._meta.get_field(name)
        value: Any = getattr(agreement, name)
        if name == "data_items":
            value = "; ".join(agreement.items_in_words)
        elif getattr(field, "choices", None):
            value = getattr(agreement, f"get_{name}_display")()
        elif name == "purpose_code":
            value = value and selectors.purpose_in_words(value)
        elif name == "owner":
            value = agreement.owner.with_hub if agreement.owner else ""
        elif name in {"starts_on", "review_on"} and value:
            value = clocks.day_in_words(value)
        label = "for which purpose" if name == "purpose_code" else str(getattr(field, "verbose_name", name))
        shown.append((label[0].upper() + label[1:], str(value or "Not said yet")))
    return shown


class _Act(OneAgreement):
    """Something done to an agreement; a refusal shows it again."""

    http_method_names = ["post"]
    right = selectors.EDIT
    said = ""

    def act(self) -> None:
        """Do it. Raises ValidationError with every reason why not."""
        raise NotImplementedError

    def forms(self) -> dict[str, Any]:
        """Return what was typed, to be shown again."""
        return {}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Act, then lead to the agreement."""
        try:
            self.act()
        except ValidationError as refused:
            return self.render_to_response(self.get_context_data(problems=refused.messages, **self.forms()))
        messages.success(request, self.said)
        return redirect("sharing:one", pk)


class Ask(_Act):
    """Ask for a signature."""

    said = "The data protection officer finds it on their front page."

    def act(self) -> None:
        """Ask."""
        services.ask_for_signature(agreement=self.row, by=self.me, today=clocks.today())


class Sign(_Act):
    """Sign."""

    right = selectors.SIGN
    said = "Signed. Its terms cannot change any more."

    def act(self) -> None:
        """Sign."""
        services.sign(agreement=self.row, by=self.me, today=clocks.today())


class SendBack(_Act):
    """Send it back with a remark."""

    right = selectors.SIGN
    said = "Sent back, with your remark."

    def forms(self) -> dict[str, Any]:
        """Return the remark."""
        return {"remark_form": ours.RemarkForm(self.request.POST)}

    def act(self) -> None:
        """Send it back."""
        services.send_back(agreement=self.row, remark=self.request.POST.get("remark", ""), by=self.me)


class Step(_Act):
    """Note that it was looked at again, or end it."""

    right = selectors.SIGN
    said = "Noted."

    def forms(self) -> dict[str, Any]:
        """Return what was typed."""
        return {"step_form": ours.StepForm(self.request.POST)}

    def act(self) -> None:
        """Note it."""
        form = ours.StepForm(self.request.POST)
        if not form.is_valid():
            raise ValidationError([f"{form[name].label}: {one}" for name, found in form.errors.items() for one in found])
        services.step(agreement=self.row, by=self.me, today=clocks.today(), **form.cleaned_data)


class NewVersion(_Act):
    """Begin a new version."""

    said = "This is the new version. Until it is signed and in force, the old one holds."

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Begin it and lead there."""
        try:
            made = services.new_version(agreement=self.row, by=self.me)
        except ValidationError as refused:
            return self.render_to_response(self.get_context_data(problems=refused.messages))
        messages.success(request, self.said)
        return redirect("sharing:one", made.pk)


class Attach(_Act):
    """Attach the paper."""

    said = "The document is attached, sealed."

    def act(self) -> None:
        """Attach it."""
        form = ours.DocumentForm(self.request.POST, self.request.FILES)
        if not form.is_valid():
            raise ValidationError(["Choose a PDF or Word file that is not empty."])
        services.attach(agreement=self.row, file=form.cleaned_data["file"], by=self.me)


class Document(OneAgreement):
    """The paper itself: POST only, so that no browser or proxy keeps it, and who took it is written down."""

    http_method_names = ["post"]

    def is_looking(self) -> bool:
        """Return that taking a copy changes nothing of the agreement."""
        return True

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Hand the document over as a download, never to be shown inside our pages."""
        try:
            content, kind = services.open_document(agreement=self.row, by=self.me)
        except ValidationError as refused:
            return self.render_to_response(self.get_context_data(problems=refused.messages))
        response = HttpResponse(content, content_type=services.TYPES[kind])
        response["Content-Disposition"] = f'attachment; filename="agreement-{self.row.pk}-{self.row.version}.{kind}"'
        response["Cache-Control"] = "no-store, private"
        response["X-Content-Type-Options"] = "nosniff"
        return response


ACTS: dict[str, type[Any]] = {
    "ask": Ask,
    "sign": Sign,
    "send_back": SendBack,
    "step": Step,
    "new_version": NewVersion,
    "attach": Attach,
}
