"""Who: one sign-in for each kind of role, the posts families read about, and who holds them. Nobody here exists."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from accounts.models import User
from core.choices import RoleKind
from core.models import Hub, Post, PostHolder
from core.services.roles import put_roles

PASSWORD = "ashmere-is-made-up"
DOMAIN = "ashmere.example"


@dataclass(frozen=True)
class Person:
    """Somebody who works for Ashmere. No hub means the whole council."""

    name: str
    surname: str
    address: str
    kind: str
    hub: str = ""
    post: str = ""
    signs_in: bool = True

    @property
    def email(self) -> str:
        """The address they sign in with; .example belongs to nobody."""
        return f"{self.address}@{DOMAIN}"


MANAGER = "Family hub manager"
LEAD = "Participation and engagement lead"
HEAD = "Head of early help"
PEOPLE = (
    Person("Asha", "Lindqvist", "asha.lead", RoleKind.ENGAGEMENT_LEAD, post=LEAD),
    Person("Maya", "Okonjo", "maya.manager", RoleKind.HUB_MANAGER, "maple-road", MANAGER),
    Person("Ben", "Tarrant", "ben.worker", RoleKind.HUB_WORKER, "maple-road", "Family worker"),
    Person("Dev", "Marsh", "dev.decider", RoleKind.DECIDER, post=HEAD),
    Person("Edie", "Fairweather", "edie.editor", RoleKind.CONTENT_EDITOR, post="Family information officer"),
    Person("Cora", "Whitlock", "cora.panel", RoleKind.PANEL_COORDINATOR, post="Parent carer panel coordinator"),
    Person("Ali", "Rahimi", "ali.analyst", RoleKind.ANALYST),
    Person("Fay", "Donnelly", "fay.finance", RoleKind.FINANCE),
    Person("Sam", "Adeyemi", "sam.safeguarding", RoleKind.SAFEGUARDING_LEAD, post="Safeguarding lead"),
    Person("Sadie", "Brook", "sadie.deputy", RoleKind.SAFEGUARDING_DEPUTY, post="Deputy safeguarding lead"),
    Person("Priya", "Nair", "priya.protection", RoleKind.DATA_PROTECTION_OFFICER, post="Data protection officer"),
    Person("Adam", "Kessler", "adam.admin", RoleKind.ADMINISTRATOR),
    # They run the other hubs and hold the posts there; nobody needs to sign in as them.
    Person("Nia", "Prosser", "nia.manager", RoleKind.HUB_MANAGER, "millbank", MANAGER, signs_in=False),
    Person("Tomasz", "Wilk", "tomasz.manager", RoleKind.HUB_MANAGER, "harbour-street", MANAGER, signs_in=False),
    Person("Grace", "Mensah", "grace.manager", RoleKind.HUB_MANAGER, "beacon-hill", MANAGER, signs_in=False),
)
DOES = {
    RoleKind.ENGAGEMENT_LEAD: "asks, reads comments and answers, everywhere",
    RoleKind.HUB_MANAGER: "runs Maple Road",
    RoleKind.HUB_WORKER: "reads comments at Maple Road and puts up posters",
    RoleKind.DECIDER: "decides, and gives the second look",
    RoleKind.CONTENT_EDITOR: "writes the pages",
    RoleKind.PANEL_COORDINATOR: "looks after the parent carer panel",
    RoleKind.ANALYST: "sees figures only",
    RoleKind.FINANCE: "pays panel members back",
    RoleKind.SAFEGUARDING_LEAD: "acts on worries about a child",
    RoleKind.SAFEGUARDING_DEPUTY: "stands in for the safeguarding lead",
    RoleKind.DATA_PROTECTION_OFFICER: "reads the audit trail",
    RoleKind.ADMINISTRATOR: "lets staff in and sets things up",
}


@dataclass(frozen=True)
class Staff:
    """The people and posts that were made: people by the first part of their address, posts by title and hub."""

    users: Mapping[str, User]
    posts: Mapping[tuple[str, str], Post]

    def post(self, title: str, hub: str = "") -> Post:
        """Return a post of a hub, or of the whole council."""
        return self.posts[title, hub]


def make_staff(hubs: Mapping[str, Hub], today: date) -> Staff:
    """Make users that can sign in, their roles, and the posts they hold."""
    known_to_all = make_password(PASSWORD)  # once: hashing is slow on purpose
    users: dict[str, User] = {}
    posts: dict[tuple[str, str], Post] = {}
    for person in PEOPLE:
        user = User(email=person.email, first_name=person.name, last_name=person.surname)
        if person.signs_in:
            user.password = known_to_all
        else:
            user.set_unusable_password()
        user.save()
        EmailAddress.objects.create(user=user, email=person.email, verified=True, primary=True)
        hub = hubs.get(person.hub)
        put_roles(person=user, kinds=[person.kind], hub=hub, by=None)
        if person.post:
            post = Post.objects.create(title=person.post, hub=hub)
            PostHolder.objects.create(post=post, user=user, from_on=today - timedelta(days=400))
            posts[person.post, person.hub] = post
        users[person.address] = user
    return Staff(users, posts)


def sign_ins() -> list[tuple[str, str]]:
    """Return one sign-in for each kind of role: the address, and what that person does."""
    return [(person.email, f"{RoleKind(person.kind).label}: {DOES[RoleKind(person.kind)]}") for person in PEOPLE if person.signs_in]
