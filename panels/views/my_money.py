"""A member asks for their money back, with photos, and sees what came of it; decision 0062 holds here as it does for staff."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from consent.models import Person
from core import clocks
from core.overtaken import Overtaken
from panels.forms.my_money import MoneyForm
from panels.models import Claim, Membership
from panels.rules.policy import in_plain_words
from panels.selectors import my_money as selectors
from panels.services import claims as services
from panels.views.behind_the_door import back_to, behind_the_door, kept_over_the_door, own_or_404

ACTS: dict[str, Callable[..., object]] = {
    "send": services.send,
    "take_back": services.withdraw,
    "no_thanks": services.turn_down_thanks,
}


@behind_the_door
def ask_for_money(request: HttpRequest, person: Person, pk: UUID) -> HttpResponse:
    """Write down what somebody spent, and send it, or keep it until they find the ticket. Pressed twice it is one."""
    member = own_or_404(person, pk)
    form = _form(request, member)
    if request.method == "POST" and form.is_valid():
        facts = {"and_send": request.POST.get("go") != "keep", "key": form.cleaned_data["key"]}
        try:
            claim = services.enter(member=member, said=form.said(), by=None, **facts)
        except ValidationError:  # what the form does not look at: who else used it, or a policy that ended in the moment between
            form.add_error(None, _ring_us())
        else:
            return redirect(_at(member, claim))
    return _form_page(request, member, form)


@behind_the_door
def change_money(request: HttpRequest, person: Person, pk: UUID, claim: UUID) -> HttpResponse:
    """Change what was not sent yet, or came back. Whoever changed it on another phone meanwhile is shown how it stands."""
    member = own_or_404(person, pk)
    row = _own_or_404(member, claim)
    if not selectors.asked_for(row, clocks.today()).may_change:
        return redirect(_at(member, row))
    form = _form(request, member, row)
    if request.method == "POST" and form.is_valid():
        facts = {"seen": form.cleaned_data["seen"], "and_send": request.POST.get("go") != "keep"}
        try:
            services.change(claim=row, said=form.said(), by=None, **facts)
        except Overtaken:
            return redirect(f"{_at(member, row)}?changed")
        except ValidationError:
            form.add_error(None, _ring_us())
        else:
            return redirect(_at(member, row))
    return _form_page(request, member, form)


@behind_the_door
def my_money(request: HttpRequest, person: Person, pk: UUID, claim: UUID) -> HttpResponse:
    """Show one of them, and send it, take it back, or take the thank-you out."""
    member = own_or_404(person, pk)
    row = _own_or_404(member, claim)
    could_not = False
    if request.method == "POST" and (act := ACTS.get(request.POST.get("go", ""))):
        try:
            act(claim=row, by=None)
        except ValidationError:  # done already on another phone, or held back: the page says how it stands, and whom to ring
            could_not = True
            row = _own_or_404(member, claim)
        else:
            return redirect(_at(member, row))
    shown = {
        "member": member,
        "one": selectors.asked_for(row, clocks.today()),
        "sums": selectors.sums_of(row),
        "number_of_photos": row.receipts.count(),
        "was_changed": "changed" in request.GET,
        "could_not": could_not,
        "back": back_to(member),
    }
    return render(request, "panels/public/my_money.html", shown)


def _form(request: HttpRequest, member: Membership, claim: Claim | None = None) -> MoneyForm:
    """Return the form under the policy of today, or of the claim. Where nothing is paid there is none (404)."""
    today = clocks.today()
    policy = selectors.policy_for(member, today) or (claim.policy if claim else None)
    if policy is None:
        raise Http404
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    meetings, is_on = selectors.meetings_for_money(member, today, claim=claim), member.left_on is None
    initial: dict[str, Any] | QueryDict = kept_over_the_door(request)
    if not initial and claim is None:
        initial = {"meeting": selectors.came_last(member, meetings)}
    return MoneyForm(*sent, policy=policy, meetings=meetings, claim=claim, is_on_the_panel=is_on, initial=initial or None)


def _form_page(request: HttpRequest, member: Membership, form: MoneyForm) -> HttpResponse:
    policy = form.policy
    shown = {
        "form": form,
        "errors": form.mistakes(),
        "policy": policy,
        "told": in_plain_words(policy),
        "kept": bool(kept_over_the_door(request)),
        "has_lost_photos": bool(request.FILES),
        "back": back_to(member),
    }
    return render(request, "panels/public/ask_for_money.html", shown)


def _own_or_404(member: Membership, pk: UUID) -> Claim:
    row = selectors.own_claim(member, pk)
    if row is None:
        raise Http404
    return row


def _at(member: Membership, claim: Claim) -> str:
    return reverse("my_money", args=[member.pk, claim.pk])


def _ring_us() -> str:
    return gettext("We could not take this in. Please ring us, and we do it together. What you typed is still here.")
