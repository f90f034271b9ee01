"""How far a council is with everything it begins with: the facts behind the one list (home/rules/getting_ready.py)."""

from dataclasses import replace
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from core.choices import HubKind, RoleKind
from core.models import CouncilDefaults, Hub, Invitation, Post, PostHolder, Role
from feedback.choices import SurveyState
from feedback.models import EntryPoint, Response, Survey
from home.choices import ReadyWord
from home.models import HubPage, MailTest, ReadyNote
from home.rules import Asking, HubFacts, Item, Staffing, Standing, items
from home.selectors.beginning import what_families_need
from participation.models import Engagement

# Who every council names before families answer, in the words of the list.
_TO_NAME = {RoleKind.SAFEGUARDING_LEAD: "safeguarding lead", RoleKind.DATA_PROTECTION_OFFICER: "data protection officer"}


def getting_ready() -> list[Item]:
    """Return everything a council does in its first days, as it stands."""
    return items(standing())


def standing() -> Standing:
    """Return the facts of the whole list."""
    needed = what_families_need()
    notes = set(ReadyNote.objects.values_list("item", "word"))
    return replace(
        needed,
        hubs=_hubs(),
        staffing=_staffing(needed.today),
        asking=_asking(),
        letter_arrived=MailTest.objects.filter(arrived_at__isnull=False).exists(),
        chose_defaults=CouncilDefaults.objects.exists(),
        said=frozenset(item for item, word in notes if word == ReadyWord.SAID),
        put_off=frozenset(item for item, word in notes if word == ReadyWord.NOT_NOW),
    )


def hubs_to_listen() -> list[Hub]:
    """Return the family hubs that are open to families and have no page, or no everyday listening."""
    return list(_family_hubs().exclude(pk__in=_listening()))


def _family_hubs() -> "QuerySet[Hub]":
    return Hub.objects.open_to_families().filter(kind=HubKind.HUB)


def _listening() -> set[int]:
    listening = set(Engagement.objects.standing().values_list("hubs", flat=True))
    return listening & set(HubPage.objects.values_list("hub_id", flat=True))


def _hubs() -> list[HubFacts]:
    listening = _listening()
    return [HubFacts(hub.pk, hub.name, _lacks(hub), hub.pk in listening) for hub in _family_hubs().prefetch_related("opening_times")]


def _lacks(hub: Hub) -> tuple[str, ...]:
    found = (
        ("no address", hub.street and hub.postcode),
        ("no phone", hub.phone),
        ("no opening times", hub.opening_times.all()),
    )
    return tuple(words for words, is_there in found if not is_there)


def _staffing(today: date) -> Staffing:
    roles = set(Role.objects.filter(user__is_active=True).values_list("user_id", "kind", "hub_id"))
    kinds = {kind for _, kind, _ in roles}
    open_ones = Invitation.objects.filter(used_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=timezone.now())
    invited = {kind for kinds_of_one in open_ones.values_list("kinds", flat=True) for kind in kinds_of_one}
    return Staffing(
        number_of_people=len({person for person, _, _ in roles}),
        number_of_administrators=sum(kind == RoleKind.ADMINISTRATOR and hub is None for _, kind, hub in roles),
        empty_posts=tuple((post.pk, post.with_hub) for post in _held_by_nobody(today)),
        unnamed=tuple(name for kind, name in _TO_NAME.items() if kind not in kinds),
        invited=tuple(name for kind, name in _TO_NAME.items() if kind in invited),
    )


def _held_by_nobody(today: date) -> "QuerySet[Post]":
    """Return the posts that nobody who still works here holds today, or has taken from a later day on."""
    active = User.objects.filter(is_active=True)
    held = PostHolder.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=today), user__in=active)
    return Post.objects.exclude(pk__in=held.values("post")).select_related("hub")


def _asking() -> Asking:
    return Asking(
        was_open=Survey.objects.exclude(state=SurveyState.DRAFT).exists(),
        draft=Survey.objects.filter(state=SurveyState.DRAFT).order_by("pk").values_list("pk", flat=True).first(),
        has_poster=EntryPoint.objects.exists(),
        was_answered=Response.objects.exists(),
    )
