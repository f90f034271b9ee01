"""The families we know, for the staff whose work it is: by name where a role reads names, by code and for a reason elsewhere."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse

from consent.choices import OpenReason
from consent.models import Person
from consent.selectors import ledger
from consent.selectors import people as selectors
from consent.selectors import rights as rights_selectors
from consent.services import people as services
from consent.viewsets.people_forms import AddPerson, ChangePerson, MergePeople
from consent.viewsets.people_view import INDEX, ONE, TITLE, PeopleView
from core import clocks, contact
from core.models import Hub
from core.row_numbers import row_number
from core.sealed_words import opened, sealed
from core.text import normalise
from core.viewsets import Workbench

PER_PAGE = 50
SEARCH, FOR_A_REASON = "consent.people", "consent.people by name"


class PeopleList(PeopleView):
    """Everybody of my hubs, and a search. It is posted and carried on sealed: no name stands in an address."""

    template_name = "consent/staff/people.html"
    page_title = TITLE

    @property
    def looks_for_a_reason(self) -> bool:
        """Whether this reader finds a name only with a reason, which the trail keeps."""
        return self.may(selectors.OPEN) and not self.may(selectors.NAMES)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way here."""
        return [*self.breadcrumbs_items, {"url": "", "label": TITLE}]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Lead to what is found; a code leads to its person at once."""
        words = selectors.normal(normalise(request.POST.get("words", "")))
        if person := selectors.with_code(self.me, words):
            return redirect(ONE, pk=person.pk)
        if why := request.POST.get("why", "") if words and self.looks_for_a_reason else "":
            try:
                services.look_for(reason=why, by=self.me)
            except ValidationError as error:
                return self.render_to_response(self.get_context_data(problems=error.messages))
        of = FOR_A_REASON if why else SEARCH
        asked = {"s" if of == SEARCH else "n": sealed(words, of=of) if words else "", "hub": str(row_number(request.POST.get("hub")) or "")}
        kept = {name: value for name, value in asked.items() if value}
        return redirect(f"{reverse(INDEX)}?{urlencode(kept)}" if kept else reverse(INDEX))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return a page of what is found."""
        by_name = self.looks_for_a_reason and "n" in self.request.GET
        name, of = ("n", FOR_A_REASON) if by_name else ("s", SEARCH)
        carried, hub_id = self.request.GET.get(name, ""), row_number(self.request.GET.get("hub"))
        words = opened(carried, of=of)
        found = selectors.people_found(self.me, words=words, hub_id=hub_id or None, by_name=by_name)
        kept = {name: value for name, value in ((name, carried if words else ""), ("hub", str(hub_id or ""))) if value}
        page = Paginator(found, PER_PAGE).get_page(self.request.GET.get("page"))
        hubs = self.hubs(selectors.VIEW)
        return super().get_context_data(
            page=page,
            people=selectors.people_on(page),
            number=len(found),
            words=words,
            too_old=bool(carried) and not words,
            hub_id=hub_id,
            hubs=list(Hub.objects.order_by("name")) if hubs is None else hubs,
            may_add=self.may(selectors.ADD),
            reads_names=self.may(selectors.NAMES),
            reasons=OpenReason.choices if self.looks_for_a_reason else [],
            by_name=by_name,
            extra=f"&{urlencode(kept)}" if kept else "",
            **kwargs,
        )


class OnePerson(PeopleView):
    """One person: what is needed to meet them well. How to reach them opens by a button, and the trail keeps who looked."""

    template_name = "consent/staff/person.html"

    def get_page_title(self) -> str:
        """Return the code: the tab of a browser stays open on a desk."""
        return self.row.shown_code

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the person and what this reader may do."""
        rights = {
            name: selectors.may_for(self.me, right, self.row)
            for name, right in (
                ("may_name", selectors.NAMES),
                ("may_contact", selectors.CONTACT),
                ("may_open", selectors.OPEN),
                ("may_edit", selectors.EDIT),
                ("may_merge", selectors.MERGE),
                ("may_see_ledger", ledger.VIEW),
            )
        }
        today = clocks.today()
        is_time = self.row.ask_again_from is not None and self.row.ask_again_from <= today
        asked = rights_selectors.asked_by(self.row) if selectors.may_for(self.me, rights_selectors.VIEW, self.row) else []
        facts = {"person": self.row, "reasons": OpenReason.choices, "is_time_to_ask": is_time, "asked": asked}
        return super().get_context_data(**{**facts, **rights, **kwargs})

    def shown(self, person: Person) -> HttpResponse:
        """Show the record with who it is and how to reach them."""
        return self.render_to_response(self.get_context_data(opened=person, phone=contact.phone_as_read(person.phone)))


class OpenContact(OnePerson):
    """Show how to reach somebody, and write down who looked. POST only: nothing shows it by the way."""

    http_method_names = ["post"]
    right_to_act = selectors.CONTACT

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show the record, opened."""
        return self.shown(services.open_contact(person=self.row, by=self.me))


class OpenPerson(OnePerson):
    """Open who somebody is, for a reason that is written down: for roles that do not need it every day."""

    http_method_names = ["post"]
    right_to_act = selectors.OPEN

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show the record, opened; or ask for the reason."""
        try:
            person = services.open_person(person=self.row, reason=request.POST.get("reason", ""), by=self.me)
        except ValidationError as error:
            return self.render_to_response(self.get_context_data(problems=error.messages))
        return self.shown(person)


class PersonViewSet(Workbench):
    """People."""

    name = "families"
    url_prefix = "families"
    model = Person
    resource = "person"
    icon = "group"
    menu_label = TITLE

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/families/`."""
        made: Callable[[Any], Any] = self.construct_view
        return [
            path("", made(PeopleList), name="index"),
            path("add/", made(AddPerson), name="add"),
            path("<uuid:pk>/", made(OnePerson), name="one"),
            path("<uuid:pk>/contact/", made(OpenContact), name="contact"),
            path("<uuid:pk>/open/", made(OpenPerson), name="open"),
            path("<uuid:pk>/change/", made(ChangePerson), name="change"),
            path("<uuid:pk>/merge/", made(MergePeople), name="merge"),
        ]
