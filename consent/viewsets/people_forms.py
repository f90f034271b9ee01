"""Writing somebody down, correcting what we know of them, and making two records of one person one."""

from copy import copy
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from consent.choices import SafeThere
from consent.forms.people import PersonForm
from consent.models import Person
from consent.rules import people as rules
from consent.selectors import ledger
from consent.selectors import people as selectors
from consent.services import people as services
from consent.viewsets.people_view import ONE, PeopleView
from core import clocks, contact
from core.forms.seen import seen_anew
from core.text import normalise

LONGEST_CODE = 12
LOOK_FIRST = "Nothing is saved yet. Look at these first, and tick this when it is somebody else."
# What is shown of two records side by side: the field, and what it is called.
SIDE_BY_SIDE = {
    "name": "Name",
    "email": "E-mail address",
    "phone": "Phone number",
    "post_address": "Address for letters",
    "get_safe_display": "Safe to write to them there",
    "get_channel_display": "Likes to be reached",
    "hub": "Hub",
    "get_language_display": "Reads",
}


class _PersonForm(PeopleView):
    """A form about somebody. Who may be the same person is shown before a second record is made."""

    template_name = "consent/staff/person_form.html"
    button = ""

    def form(self, data: Any = None) -> PersonForm:
        """Return the form."""
        raise NotImplementedError

    def keep(self, form: PersonForm) -> Person:
        """Save what it says. Raises ValidationError."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it."""
        return self._shown(self.form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, or say what is wrong and keep what was typed."""
        form = self.form({name: normalise(value) for name, value in request.POST.dict().items()})
        if not form.is_valid():
            return self._shown(form)
        said = form.said()
        facts = {name: said[name] for name in ("email", "phone", "name")}
        if facts != self._known():
            form.may_be_the_same = selectors.alike(self.me, but=self.row, **facts)
        if form.may_be_the_same and not form.cleaned_data["keep_both"]:
            form.add_error("keep_both", LOOK_FIRST)
            return self._shown(form)
        try:
            person = self.keep(form)
        except ValidationError as error:
            form.say_what_is_wrong(error)
            return self._shown(self._seen_anew(form))
        return redirect(ONE, pk=person.pk)

    def _seen_anew(self, form: PersonForm) -> PersonForm:
        """Return the form, where a colleague was quicker with what stands there now beside it; once that was read it can be saved."""
        if self.row is not None and form.cleaned_data["seen"] != services.mark_of(self.row):
            services.open_contact(person=self.row, by=self.me)
            form.stands_now = [(label, _shown(self.row, name)) for name, label in SIDE_BY_SIDE.items()]
            seen_anew(form, services.mark_of(self.row))
        return form

    def _known(self) -> dict[str, str]:
        """Return what tells somebody apart, as the form showed it; nothing for a new record."""
        row = self.row
        return {"email": row.email, "phone": contact.phone_as_read(row.phone), "name": row.name} if row else {}

    def _shown(self, form: PersonForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, button=self.button, person=self.row))


class AddPerson(_PersonForm):
    """Write somebody down."""

    right = selectors.ADD
    page_title = "Write somebody down"
    button = "Save"

    def form(self, data: Any = None) -> PersonForm:
        """Return an empty form."""
        return PersonForm(data, hubs=self.hubs(selectors.ADD))

    def keep(self, form: PersonForm) -> Person:
        """Write them down."""
        person = services.add_person(said=form.said(), by=self.me)
        messages.success(self.request, f"Saved as {person.shown_code}. Use this code wherever you would write their name.")
        return person


class ChangePerson(_PersonForm):
    """Correct what we know of somebody. It shows how to reach them, so it is written down like a look at that."""

    right = selectors.EDIT
    page_title = "Correct"
    button = "Save"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form, which opens how to reach them."""
        services.open_contact(person=self.row, by=self.me)
        return super().get(request, *args, **kwargs)

    def form(self, data: Any = None) -> PersonForm:
        """Return the form with what we know."""
        known = {name: getattr(self.row, name) for name in (*services.WORDS, *services.FACTS)}
        initial = known | {"phone": contact.phone_as_read(self.row.phone), "seen": services.mark_of(self.row)}
        tells_old = bool(self.row.email) and self.row.safe == SafeThere.YES
        return PersonForm(data, initial=initial, hubs=self.hubs(selectors.EDIT), tells_old=tells_old)

    def keep(self, form: PersonForm) -> Person:
        """Save the corrections."""
        seen, tell_old = form.cleaned_data["seen"], not form.cleaned_data["not_to_old"]
        person = services.change_person(person=self.row, said=form.said(), by=self.me, seen=seen, tell_old=tell_old)
        messages.success(self.request, "Saved.")
        return person


class MergePeople(PeopleView):
    """Two records of one person become one: shown side by side first, because it cannot be taken back."""

    right = selectors.MERGE
    template_name = "consent/staff/merge.html"
    page_title = "Join two records"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Ask for the other code, or show the two side by side."""
        return self._shown(request.GET.get("other", ""))

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Lead to the two side by side, or join them. What is typed is posted: a name typed for a code stands in no address."""
        typed = request.POST.get("other", "")
        other = self._other(typed)
        if other and "join" not in request.POST:
            return redirect(f"{request.path}?other={other.code}")
        if other is None or services.why_not_merge(stays=self.row, goes=other):
            return self._shown(typed)
        try:
            person = services.merge_people(stays=self.row, goes=other, by=self.me)
        except ValidationError as error:  # a colleague was quicker
            return self._shown(typed, problems=error.messages)
        messages.success(request, f"{other.shown_code} is now {person.shown_code}. Both codes lead here.")
        return redirect(ONE, pk=person.pk)

    def _other(self, typed: str) -> Person | None:
        return selectors.with_code(self.me, normalise(typed)[:LONGEST_CODE], selectors.MERGE)

    def _shown(self, typed: str, problems: list[str] | None = None) -> HttpResponse:
        typed = normalise(typed).strip()
        other = self._other(typed) if typed else None
        if typed and other is None:
            problems = ["No person of your hubs has this code. Look at the other record and copy its code."]
        elif other:
            problems = problems or services.why_not_merge(stays=self.row, goes=other)
        said: dict[str, Any] = {"pairs": []}
        if other and not problems:
            said = _before_joining(self.row, other)
            services.open_contact(person=self.row, by=self.me)
            services.open_contact(person=other, by=self.me)
        return self.render_to_response(self.get_context_data(person=self.row, other=other, problems=problems, typed=typed, **said))


def _before_joining(stays: Person, goes: Person) -> dict[str, Any]:
    """Return what is read before two records are joined: both side by side, what to be careful about, and where a no will stand."""
    noes = ledger.decided_differently(stays, goes, today=clocks.today())
    return {"pairs": _side_by_side(stays, goes), "warnings": rules.why_be_careful(stays, goes), "noes": noes}


def _side_by_side(stays: Person, goes: Person) -> list[tuple[str, str, str, str]]:
    """Return (what it is, what the record that stays says, what the other says, what will stand there) for each field that one has."""
    joined = copy(stays)
    for name, value in rules.after_joining(stays, goes).items():
        setattr(joined, name, value)
    rows = [(label, _shown(stays, name), _shown(goes, name), _shown(joined, name)) for name, label in SIDE_BY_SIDE.items()]
    return [row for row in rows if any(row[1:])]


def _shown(person: Person, name: str) -> str:
    if name == "get_language_display":
        return dict(settings.LANGUAGES).get(person.language, person.language)
    if name == "phone":
        return contact.phone_as_read(person.phone)
    value = getattr(person, name)
    return str(value() if callable(value) else value or "")
