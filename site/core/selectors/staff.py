"""Who works here and what they hold."""

from collections.abc import Iterable

from django.db.models import F, Q, QuerySet

from accounts.models import User
from core.choices import RoleKind
from core.models import Invitation, Role
from core.querysets import kinds_held, reach
from core.role_table import ALL_RIGHTS, RIGHTS, kinds_that_may
from core.rules.addresses import mailbox_of
from core.rules.roles import Giver


def staff_visible_to(user: User, right: str = "staff.view") -> "QuerySet[User]":
    """Return the staff whom the user reaches: everybody, or those with a role at one of the user's hubs."""
    hubs = reach(user, right)
    if hubs is None:
        return User.objects.all()
    return User.objects.filter(pk__in=Role.objects.filter(hub_id__in=hubs).values("user_id"))


def roles_of(person: User, *, seen_by: User) -> "QuerySet[Role]":
    """Return a person's roles that the viewer may know of: all of them, or those at the viewer's hubs."""
    hubs = reach(seen_by, "staff.view")
    roles = person.roles.select_related("hub").order_by("hub__name", "kind")
    return roles if hubs is None else roles.filter(hub_id__in=hubs)


def kinds_to_read(user: User) -> list[str]:
    """Return the kinds of role that somebody holds and has not read about yet; an administrator's first: nothing works before that."""
    read = set(user.roles_read.values_list("kind", flat=True))
    return sorted((kind for kind in kinds_held(user) if kind not in read), key=lambda kind: kind != RoleKind.ADMINISTRATOR)


def colleagues_to_ask(user: User, *, writers: Iterable[User] = ()) -> list[User]:
    """Return the colleagues who may be asked by name: everybody who works here, but oneself and who wrote what is looked at."""
    own = [user.pk, *(writer.pk for writer in writers)]
    return list(User.objects.filter(is_active=True, roles__isnull=False).exclude(pk__in=own).distinct().order_by("first_name", "email"))


def with_the_mailbox_of(email: str) -> "QuerySet[User]":
    """Return the accounts whose letters arrive where this address leads: asha+two@ is asha@ once more."""
    name, domain = mailbox_of(email)
    return User.objects.filter(Q(email__iexact=f"{name}@{domain}") | Q(email__istartswith=f"{name}+", email__iendswith=f"@{domain}"))


def may_at(user: User, right: str, hub_id: int | None) -> bool:
    """Return whether the user holds a right at this very place: what belongs to no hub is for who serves the whole council."""
    hubs = reach(user, right)
    return hubs is None or (hub_id is not None and hub_id in hubs)


def holders_of(right: str, hub_id: int | None) -> "QuerySet[Role]":
    """Return the roles of active staff that hold a right at this very place: the hub's own, and those for the whole council."""
    here = Q(hub__isnull=True) | Q(hub_id=hub_id) if hub_id else Q(hub__isnull=True)
    roles = Role.objects.filter(here, kind__in=kinds_that_may(right), user__is_active=True)
    return roles.select_related("hub", "user").order_by(F("hub__name").asc(nulls_last=True), "kind", "pk")


def who_may(right: str, hub_id: int | None) -> list[str]:
    """Return in the words of roles who holds a right at a place: "Engagement lead, Elm". No names: they change, roles stay."""
    return list(dict.fromkeys(str(role) for role in holders_of(right, hub_id)))


def roles_in_words(person: User, hub_id: int | None) -> str:
    """Return what somebody is at a place, in the words of their roles; "a colleague" where they hold none there any more."""
    here = Q(hub__isnull=True) | Q(hub_id=hub_id) if hub_id else Q(hub__isnull=True)
    roles = person.roles.filter(here).select_related("hub").order_by(F("hub__name").asc(nulls_last=True), "kind")
    return ", ".join(str(role) for role in roles) or "a colleague"


def giver_at(user: User, hub_id: int | None) -> Giver:
    """Return what the user holds at a hub, or for the whole council."""
    hubs = reach(user, "staff.edit")
    if hubs is None:
        return Giver(ALL_RIGHTS, everywhere=True)
    if hub_id is None or hub_id not in hubs:
        return Giver(frozenset())
    here = user.roles.filter(Q(hub_id=hub_id) | Q(hub__isnull=True)).values_list("kind", flat=True)
    return Giver(frozenset().union(*(RIGHTS[kind] for kind in here)))


def number_of_administrators(*, but: User) -> int:
    """Return how many active whole-council administrators there are besides one person."""
    roles = Role.objects.filter(kind=RoleKind.ADMINISTRATOR, hub__isnull=True, user__is_active=True).exclude(user=but)
    return roles.values("user_id").distinct().count()


def invitations_visible_to(user: User) -> "QuerySet[Invitation]":
    """Return the invitations the user may handle: all of them, or those to one of the user's hubs."""
    hubs = reach(user, "staff.invite")
    everything = Invitation.objects.select_related("hub", "invited_by")
    return everything if hubs is None else everything.filter(hub_id__in=hubs)
