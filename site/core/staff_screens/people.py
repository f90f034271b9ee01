"""People: who works here, what they may do, and what happens when they leave."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.forms.staff import ResetForm, RolesForm
from core.models import PostHolder, Role
from core.querysets import reach
from core.second_step import has_second_step
from core.selectors import staff
from core.selectors.posts import held_for_good
from core.services.accounts import close_account, open_account, reset_second_step
from core.services.roles import give_roles, take_role
from core.staff_screens.acting import PeopleView
from core.text import normalise

PAGE = 50


class People(PeopleView):
    """The list: name, roles, posts, last sign-in."""

    right = "staff.view"
    template_name = "core/people.html"
    page_title = "People"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        hubs = reach(self.me, "staff.view")
        roles = Role.objects.select_related("hub").order_by("hub__name", "kind")
        people = staff.staff_visible_to(self.me).prefetch_related(
            Prefetch("roles", roles if hubs is None else roles.filter(hub_id__in=hubs), to_attr="shown_roles"),
            Prefetch("posts_held", PostHolder.objects.filter(until_on__isnull=True).select_related("post__hub"), to_attr="shown_posts"),
        )
        if words := normalise(self.request.GET.get("q", "")).strip()[:80]:
            people = people.filter(Q(first_name__icontains=words) | Q(last_name__icontains=words) | Q(email__icontains=words))
        number = int(page) if (page := self.request.GET.get("p", "1")).isdecimal() and len(page) < 6 else 1
        start = (max(number, 1) - 1) * PAGE
        shown = list(people.order_by("-is_active", "last_name", "first_name", "pk")[start : start + PAGE + 1])
        invitations = staff.invitations_visible_to(self.me).filter(used_at__isnull=True, withdrawn_at__isnull=True)
        return {
            **context,
            "people": shown[:PAGE],
            "words": words,
            "before": number - 1 if number > 1 else None,
            "after": number + 1 if len(shown) > PAGE else None,
            "now": timezone.now(),
            "invitations": invitations if self.may("staff.invite") else [],
            "may_invite": self.may("staff.invite"),
        }


class PersonView(PeopleView):
    """Base of the screens about one person: only those the user reaches are there."""

    right = "staff.view"
    model = User

    def rows(self) -> "QuerySet[Any]":
        """Return the staff this request may touch."""
        return staff.staff_visible_to(self.me, self.right_now())

    @property
    def is_me(self) -> bool:
        """Return whether somebody looks at themselves."""
        return bool(self.row.pk == self.me.pk)

    def back(self) -> HttpResponse:
        """Return to the person's page, or to the list when they are out of reach now."""
        return redirect("person", self.row.pk) if staff.staff_visible_to(self.me).filter(pk=self.row.pk).exists() else redirect("people")


class Person(PersonView):
    """One person: roles, posts, sign-in; and a form for another role."""

    right_to_act = "staff.edit"
    template_name = "core/person.html"

    def get_page_title(self) -> str:
        return str(self.row)

    def _held(self) -> tuple[str, ...]:
        return tuple(self.row.roles.values_list("kind", flat=True))

    def _form(self, data: Any = None) -> RolesForm:
        return RolesForm(data, giver=self.me, held=self._held())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        may_edit = self.may("staff.edit") and not self.is_me
        return {
            **context,
            "person": self.row,
            "is_me": self.is_me,
            "roles": [
                {"role": role, "may_take": self.is_me or staff.may_at(self.me, "staff.edit", role.hub_id)}
                for role in staff.roles_of(self.row, seen_by=self.me)
            ],
            "posts": held_for_good(self.row),
            "has_second_step": has_second_step(self.row),
            "form": kwargs.get("form") or (self._form() if may_edit else None),
            "may_close": reach(self.me, "staff.close") is None and not self.is_me,
            "may_reset": self.may("second_step.reset") and not self.is_me,
            "may_hand_over": reach(self.me, "post.edit") is None,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Give roles."""
        form = self._form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        given = form.cleaned_data
        self.do(
            lambda: give_roles(person=self.row, kinds=given["kinds"], hub=given["hub"], by=self.me),
            f"{self.row} has these roles from now on.",
        )
        return self.back()


def close(screen: PeopleView, person: User) -> bool:
    """Close somebody's account, and say so or why not."""
    return screen.do(lambda: close_account(person=person, by=screen.me), f"{person} is signed out everywhere and cannot come back in.")


class PersonAct(PersonView):
    """One button on a person's page. Looking at its address leads to the page."""

    right_to_act = "staff.edit"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the person's page, where the button is."""
        return self.back()

    def act(self) -> None:
        """Do it."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it, and lead back."""
        self.act()
        return self.back()


class TakeRole(PersonAct):
    """Takes one role away."""

    right_to_act = "staff.view"  # everybody lays down their own; the service asks for more

    def act(self) -> None:
        """Take it, if the rules allow."""
        roles = staff.roles_of(self.row, seen_by=self.me)
        role = get_object_or_404(roles, pk=self.kwargs["role"])
        if not self.is_me and not staff.may_at(self.me, "staff.edit", role.hub_id):
            raise PermissionDenied
        self.do(lambda: take_role(role=role, by=self.me), f"{self.row} does not have this role any more.")


class CloseAccount(PersonAct):
    """Closes the account of a leaver. Who holds posts still is led to hand them over first; it can be done now all the same."""

    right_to_act = "staff.close"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Close it, or lead to what has to be handed over first."""
        if "anyway" not in request.POST and self.row.is_active and held_for_good(self.row).exists():
            return redirect(f"{reverse('hand_over', args=[self.row.pk])}?closing=1")
        return super().post(request, *args, **kwargs)

    def act(self) -> None:
        """Close it."""
        close(self, self.row)


class OpenAccount(PersonAct):
    """Opens a closed account."""

    right_to_act = "staff.close"

    def act(self) -> None:
        """Open it."""
        self.do(lambda: open_account(person=self.row, by=self.me), f"{self.row} can sign in again, with the roles they had.")


class ResetSecondStep(PersonView):
    """Takes a second step away after a call-back."""

    right = right_to_act = "second_step.reset"
    template_name = "core/reset_second_step.html"
    page_title = "Reset the second step"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"form": ResetForm(), **super().get_context_data(**kwargs), "person": self.row}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Reset it, once it is said how it was checked and why."""
        form = ResetForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        said = form.cleaned_data
        self.do(
            lambda: reset_second_step(person=self.row, how_checked=said["how_checked"], reason=said["reason"], by=self.me),
            f"{self.row} sets up a new second step at the next sign-in. They are told by e-mail.",
        )
        return self.back()
