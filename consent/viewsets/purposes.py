"""Why the council uses what it knows of families: its purposes, what each basis does to people's rights, and the words."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse

from consent.choices import RIGHTS_OF, Audience, Basis
from consent.forms.purposes import PurposeForm, WordingForm
from consent.models import Purpose, Wording
from consent.rules import purposes as rules
from consent.selectors import purposes as selectors
from consent.services import purposes as services
from core import clocks
from core.gate import StaffView, row_or_404
from core.viewsets import Workbench

LIST = "purposes:index"
_BASES = [(value, label, RIGHTS_OF[value]) for value, label in Basis.choices]


class _Purposes(StaffView):
    """What the screens of purposes have in common."""

    model = Purpose
    row: Purpose
    right = selectors.VIEW
    header_icon = "lock"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way back to the list, and to the purpose from what stands below it."""
        items = [{"url": reverse(LIST), "label": PurposeList.page_title}]
        if self.row is not None and not isinstance(self, OnePurpose):
            items.append({"url": reverse("purposes:one", args=[self.row.pk]), "label": str(self.row)})
        return [*self.breadcrumbs_items, *items, {"url": "", "label": str(self.get_page_title())}]


class PurposeList(_Purposes):
    """Every purpose with its basis, and what is missing."""

    template_name = "consent/staff/purposes/list.html"
    page_title = "Purposes and wordings"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way here: this is the list."""
        return StaffView.get_breadcrumbs_items(self)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the purposes, asked ones first, each with what it lacks."""
        purposes = list(selectors.purposes_to_read())
        latest = selectors.latest_wordings(purposes)
        read = {pk: len(found) - len(rules.outdated(found)) for pk, found in latest.items()}
        rows = [(one, read[one.pk], selectors.what_is_missing(one, latest[one.pk])) for one in purposes]
        groups = [
            ("We ask for a yes", [row for row in rows if row[0].is_asked and not row[0].ended_on]),
            ("We only say so", [row for row in rows if not row[0].is_asked and not row[0].ended_on]),
            ("Ended", [row for row in rows if row[0].ended_on]),
        ]
        return super().get_context_data(groups=groups, bases=_BASES, may_add=self.may(selectors.ADD), **kwargs)


class OnePurpose(_Purposes):
    """One purpose: its basis in words, what people can do, every version of its words, what is missing."""

    template_name = "consent/staff/purposes/one.html"

    def get_page_title(self) -> str:
        """Return what it is."""
        return str(self.row)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the purpose and what this person may do about it."""
        row, versions = self.row, selectors.versions_of(self.row)
        latest = [one for one in versions if one.is_latest]  # type: ignore[attr-defined]  # set by the selector
        may_act = self.may(selectors.EDIT) and row.ended_on is None
        return super().get_context_data(
            purpose=row,
            versions=[(one, rules.reading_hints(one.text) if not (one.is_translation or one.is_published) else []) for one in versions],
            missing=selectors.what_is_missing(row, latest) if row.ended_on is None else [],
            hints=[*rules.hints_on_basis(row), *rules.reading_hints(row.about)],
            when_wrong=rules.WHEN_CONSENT_IS_WRONG if row.is_asked else (),
            may_act=may_act,
            may_publish=self.may(selectors.PUBLISH) and row.ended_on is None,
            to_write=_to_write(versions) if may_act else [],
            **kwargs,
        )


def _to_write(versions: list[Wording]) -> list[tuple[str, str, str]]:
    """Return (language, audience, words for the link) of each wording that can be written or changed."""
    written = {(one.language, one.audience) for one in versions}
    return [
        (code, audience, f"{language}, {label.lower()}{'' if (code, audience) in written else ' (none yet)'}")
        for code, language in settings.LANGUAGES
        for audience, label in Audience.choices
    ]


class AddPurpose(_Purposes):
    """A purpose of the council's own."""

    right = selectors.ADD
    template_name = "consent/staff/purposes/form.html"
    page_title = "Add a purpose"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form, and what each basis does."""
        kwargs.setdefault("form", PurposeForm(purpose=self.row))
        return super().get_context_data(bases=_BASES, when_wrong=rules.WHEN_CONSENT_IS_WRONG, purpose=self.row, **kwargs)

    def save(self, said: dict[str, Any]) -> Purpose:
        """Save what was said."""
        return services.add_purpose(said=said, by=self.me)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save it, or show the form again with what was typed."""
        form = PurposeForm(request.POST)
        if form.is_valid():
            try:
                purpose = self.save(form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, f"“{purpose}” is saved.")
                return redirect("purposes:one", purpose.pk)
        return self.render_to_response(self.get_context_data(form=form))


class EditPurpose(AddPurpose):
    """Change what stands about a purpose."""

    right = selectors.EDIT
    page_title = "Change what stands about it"

    def save(self, said: dict[str, Any]) -> Purpose:
        """Save what was changed."""
        return services.edit_purpose(purpose=self.row, said=said, by=self.me)


class WriteWording(_Purposes):
    """Write the words of a purpose in one language for one audience: the draft, or a new version that begins as the last one."""

    right = selectors.EDIT
    template_name = "consent/staff/purposes/wording.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Answer 404 for a language or an audience that we do not have."""
        super().setup(request, *args, **kwargs)
        if kwargs["language"] not in dict(settings.LANGUAGES) or kwargs["audience"] not in Audience.values:
            raise Http404
        self.which = {"language": kwargs["language"], "audience": kwargs["audience"]}

    def get_page_title(self) -> str:
        """Say which words."""
        return f"Words in {dict(settings.LANGUAGES)[self.which['language']]} for {Audience(self.which['audience']).label.lower()}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form, and the English words to translate from."""
        current = selectors.latest_of(self.row, **self.which)
        start = selectors.draft_of(self.row, **self.which) or current
        words = {name: getattr(start, name) for name in services.WORDS} if start else None
        kwargs.setdefault("form", WordingForm(purpose=self.row, initial=words))
        is_english = self.which["language"] == settings.LANGUAGE_CODE
        english = None if is_english else selectors.current_of(self.row, language=settings.LANGUAGE_CODE, audience=self.which["audience"])
        is_outdated = current is not None and current.is_translation and current.translates != english
        shown = {"purpose": self.row, "current": current, "is_outdated": is_outdated, "english": english, "is_english": is_english}
        return super().get_context_data(**shown, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save the draft and show how it reads; or show the form again with what was typed."""
        form = WordingForm(request.POST, purpose=self.row)
        if form.is_valid():
            try:
                wording = services.write_wording(purpose=self.row, words=form.cleaned_data, by=self.me, **self.which)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, "The draft is saved. Families do not read it until it is published.")
                return redirect(f"{reverse('purposes:one', args=[self.row.pk])}#wording-{wording.pk}")
        return self.render_to_response(self.get_context_data(form=form))


class _Act(OnePurpose):
    """Something done by a button; a refusal shows the purpose again with the reasons."""

    http_method_names = ["post"]

    def act(self) -> str:
        """Do it and return the words that say so. Raises ValidationError with every reason why not."""
        raise NotImplementedError

    def wording(self) -> Wording:
        """Return the words of this purpose that the address names, or answer 404."""
        wording: Wording = row_or_404(self.row.wordings.select_related("purpose"), self.kwargs["wording"])
        return wording

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Act, then lead to the purpose."""
        try:
            messages.success(request, self.act())
        except ValidationError as error:
            return self.render_to_response(self.get_context_data(problems=error.messages, typed=request.POST.dict()))
        return redirect("purposes:one", pk=self.row.pk)


class MarkAsChecked(_Act):
    """A person read a translation."""

    right = selectors.EDIT

    def act(self) -> str:
        """Write down who."""
        services.mark_as_checked(wording=self.wording(), checker=self.request.POST.get("checker", ""), by=self.me, today=clocks.today())
        return "It is marked as checked. It can be published."


class Publish(_Act):
    """Words go before families."""

    right = selectors.PUBLISH

    def act(self) -> str:
        """Publish them."""
        services.publish_wording(wording=self.wording(), by=self.me)
        return "Published. These words stay as they are for ever; to change them, write a new version."


class EndPurpose(_Act):
    """Nobody is asked any more."""

    right = selectors.EDIT

    def act(self) -> str:
        """End it."""
        services.end_purpose(purpose=self.row, by=self.me, today=clocks.today())
        return "It has ended. What rested on it may not be used any more; what people decided stays on record."


class PurposeViewSet(Workbench):
    """Purposes and their words."""

    name = "purposes"
    url_prefix = "purposes"
    model = Purpose
    resource = "purpose"
    icon = "lock"
    menu_label = "Purposes and wordings"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/purposes/`."""
        made: Callable[[Any], Any] = self.construct_view
        return [
            path("", made(PurposeList), name="index"),
            path("add/", made(AddPurpose), name="add"),
            path("<int:pk>/", made(OnePurpose), name="one"),
            path("<int:pk>/change/", made(EditPurpose), name="edit"),
            path("<int:pk>/end/", made(EndPurpose), name="end"),
            path("<int:pk>/words/<str:language>/<str:audience>/", made(WriteWording), name="write"),
            path("<int:pk>/checked/<int:wording>/", made(MarkAsChecked), name="check"),
            path("<int:pk>/publish/<int:wording>/", made(Publish), name="publish"),
        ]
