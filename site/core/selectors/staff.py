"""Who works here and what they hold."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from accounts.models import User
from core.choices import RoleKind
from core.models import Invitation, Role
from core.querysets import reach
from core.role_table import ALL_RIGHTS, RIGHTS
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
