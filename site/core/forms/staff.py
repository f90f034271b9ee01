"""Inviting staff, giving roles, filling posts."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from core.choices import HowChecked, ResetReason, RoleKind
from core.models import Hub
from core.querysets import reach
from core.role_table import IN_A_LINE, PRESETS
from core.rules.roles import may_give_kind, what_clashes
from core.selectors import staff

WHOLE_COUNCIL = ""


def kinds_to_give(giver: User) -> list[tuple[str, str]]:
    """Return the kinds of role somebody may give at some place, each with one line about it."""
    hubs = reach(giver, "staff.edit")
    places: list[int | None] = [None] if hubs is None else list(hubs)
    givers = [(staff.giver_at(giver, place), place is None) for place in places]
    able = {kind for there, whole in givers for kind in RoleKind.values if may_give_kind(there, kind, whole_council=whole)}
    return [(kind, f"{RoleKind(kind).label}: {IN_A_LINE[kind]}") for kind in RoleKind.values if kind in able]


def hubs_to_give(giver: User, right: str) -> "QuerySet[Hub]":
    """Return the hubs where somebody holds a right."""
    hubs = reach(giver, right)
    return Hub.objects.all() if hubs is None else Hub.objects.filter(pk__in=hubs)


class RolesForm(forms.Form):
    """Roles at a place. What it costs when roles clash is read, and ticked as read, before it is done."""

    right = "staff.edit"
    field_order = ["hub", "kinds", "understood"]
    kinds = forms.MultipleChoiceField(label="Roles", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Choose a role."})
    hub = forms.ModelChoiceField(queryset=Hub.objects.none(), label="Where", required=False, empty_label="The whole council")
    understood = forms.BooleanField(required=False, label="I have read this, and these roles belong together here.")

    def __init__(self, *args: Any, giver: User, held: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = held
        self.clashes: list[str] = []
        hub: Any = self.fields["hub"]
        hub.queryset = hubs_to_give(giver, self.right)
        if reach(giver, self.right) is not None:
            hub.required, hub.empty_label = True, None
        kinds: Any = self.fields["kinds"]
        kinds.choices = kinds_to_give(giver)

    def clean(self) -> dict[str, Any]:
        """Ask once more where roles clash."""
        cleaned = super().clean() or {}
        new = cleaned.get("kinds", [])
        before = set(what_clashes(self.held))
        self.clashes = [price for price in what_clashes([*self.held, *new]) if price not in before]
        if self.clashes and not cleaned.get("understood"):
            self.add_error("understood", "Read what these roles cost together, and tick that you did.")
        return cleaned


class InvitationForm(RolesForm):
    """Somebody new: their address and name, and their roles."""

    right = "staff.invite"
    email = forms.EmailField(label="Work e-mail address", max_length=254, help_text="The letter goes here, and they sign in with it.")
    first_name = forms.CharField(label="First name", max_length=80, required=False)
    last_name = forms.CharField(label="Last name", max_length=80, required=False)

    field_order = ["email", "first_name", "last_name", "hub", "kinds", "understood"]


def preset_kinds(name: str) -> list[str]:
    """Return the kinds of a ready-made set, or none for a name that nobody knows."""
    return list(PRESETS[name][1]) if name in PRESETS else []


class ResetForm(forms.Form):
    """Before somebody's second step is taken away: how was it checked that it is them, and why?"""

    how_checked = forms.ChoiceField(
        label="How did you make sure it is them?",
        choices=HowChecked.choices,
        widget=forms.RadioSelect,
        help_text="Never on the strength of a call or an e-mail that came in. Ring back on a number you know.",
    )
    reason = forms.ChoiceField(label="Why do they need it?", choices=ResetReason.choices, widget=forms.RadioSelect)


class HolderForm(forms.Form):
    """Who takes a post, and from when."""

    person = forms.ModelChoiceField(queryset=User.objects.none(), label="Who", empty_label="Choose a colleague")
    from_on = forms.DateField(label="From", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, people: "QuerySet[User]", **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"from_on": timezone.localdate()})
        super().__init__(*args, **kwargs)
        person: Any = self.fields["person"]
        person.queryset = people


class LeaveForm(forms.Form):
    """The last day of somebody in a post."""

    until_on = forms.DateField(label="Last day", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class HandOverForm(forms.Form):
    """Who takes all the posts of a leaver."""

    successor = forms.ModelChoiceField(queryset=User.objects.none(), label="Who takes over?", empty_label="Choose a colleague")

    def __init__(self, *args: Any, people: "QuerySet[User]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        successor: Any = self.fields["successor"]
        successor.queryset = people
