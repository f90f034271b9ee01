"""The cast: two hubs and the people every test knows. Each is a pytest fixture; tests/conftest.py hands them to every test.

    asha   engagement lead at Elm            dev     decider for the whole council
    ben    hub worker at Elm (reads)         priya   data protection officer
    cara   engagement lead at Oak            adam    administrator
    edie   content editor at Elm             nora    staff without any role
    hana   hub manager at Elm                petra   panel coordinator at Elm
    amir   analyst for the whole council     fay     finance for the whole council
    sol    safeguarding lead                 dee     safeguarding deputy at Elm

They are `User`s. `sign_in(asha)` gives a client that is signed in as her; `client.force_login(asha)` does too.
"""

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from accounts.models import User
from core.choices import RoleKind
from core.models import Hub, Post, PostHolder, Role
from core.querysets import forget_roles
from tests import builders


def make_user(name: str) -> User:
    """Make a member of staff called `name`, whose address is name@ashmere.example, without any role."""
    return User.objects.create_user(f"{name.lower()}@ashmere.example", first_name=name, last_name="Example")


def give_role(user: User, kind: str, hub: Hub | None = None) -> Role:
    """Give a role at a hub, or for the whole council, and the one Django permission that opens the admin's door."""
    role = Role.objects.create(user=user, kind=kind, hub=hub)
    user.user_permissions.add(Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin"))
    forget_roles(user)
    return role


def sign_in(user: User) -> Client:
    """Return a client that is signed in as this member of staff."""
    client = Client()
    client.force_login(user)
    return client


def _with_role(name: str, kind: str, hub: Hub | None = None) -> User:
    user = make_user(name)
    give_role(user, kind, hub)
    return user


@pytest.fixture
def elm(db: None) -> Hub:
    """Elm: a family hub in the north."""
    return builders.make_hub("Elm", locality="North")


@pytest.fixture
def oak(db: None) -> Hub:
    """Oak: a family hub in the south."""
    return builders.make_hub("Oak", locality="South")


@pytest.fixture
def asha(elm: Hub) -> User:
    """Asha leads engagement at Elm: asks, hears and answers there."""
    return _with_role("Asha", RoleKind.ENGAGEMENT_LEAD, elm)


@pytest.fixture
def ben(elm: Hub) -> User:
    """Ben works with families at Elm: reads comments, changes nothing."""
    return _with_role("Ben", RoleKind.HUB_WORKER, elm)


@pytest.fixture
def cara(oak: Hub) -> User:
    """Cara leads engagement at Oak: everything of Elm is none of hers."""
    return _with_role("Cara", RoleKind.ENGAGEMENT_LEAD, oak)


@pytest.fixture
def dev(db: None) -> User:
    """Dev decides for the whole council."""
    return _with_role("Dev", RoleKind.DECIDER)


@pytest.fixture
def priya(db: None) -> User:
    """Priya is the data protection officer."""
    return _with_role("Priya", RoleKind.DATA_PROTECTION_OFFICER)


@pytest.fixture
def adam(db: None) -> User:
    """Adam is the administrator: lets staff in, reads no comment."""
    return _with_role("Adam", RoleKind.ADMINISTRATOR)


@pytest.fixture
def edie(elm: Hub) -> User:
    """Edie edits the pages of Elm."""
    return _with_role("Edie", RoleKind.CONTENT_EDITOR, elm)


@pytest.fixture
def hana(elm: Hub) -> User:
    """Hana runs Elm: asks, hears, answers, and lets the hub's staff in."""
    return _with_role("Hana", RoleKind.HUB_MANAGER, elm)


@pytest.fixture
def petra(elm: Hub) -> User:
    """Petra looks after the parent carer panel of Elm."""
    return _with_role("Petra", RoleKind.PANEL_COORDINATOR, elm)


@pytest.fixture
def amir(db: None) -> User:
    """Amir sees figures of the whole council, and not one comment."""
    return _with_role("Amir", RoleKind.ANALYST)


@pytest.fixture
def fay(db: None) -> User:
    """Fay pays panel members back."""
    return _with_role("Fay", RoleKind.FINANCE)


@pytest.fixture
def sol(db: None) -> User:
    """Sol acts on worries about a child, everywhere."""
    return _with_role("Sol", RoleKind.SAFEGUARDING_LEAD)


@pytest.fixture
def dee(elm: Hub) -> User:
    """Dee stands in for Sol at Elm."""
    return _with_role("Dee", RoleKind.SAFEGUARDING_DEPUTY, elm)


@pytest.fixture
def everybody_with_a_role(request: pytest.FixtureRequest, asha: User) -> list[User]:
    """Return the whole staff of the cast, Asha first: every kind of role, and one who holds hers only at Oak."""
    names = "ben cara dev priya adam edie hana petra amir fay sol dee"
    return [asha, *(request.getfixturevalue(name) for name in names.split())]


@pytest.fixture
def nora(db: None) -> User:
    """Nora has an account and no role."""
    return make_user("Nora")


@pytest.fixture
def elm_manager(elm: Hub, asha: User) -> Post:
    """The post that acts and answers at Elm; Asha holds it."""
    post = builders.make_post("Family hub manager", hub=elm)
    PostHolder.objects.create(post=post, user=asha, from_on=date(2026, 1, 5))
    return post


@pytest.fixture
def head_of_early_help(dev: User) -> Post:
    """The council's post that decides; Dev holds it."""
    post = builders.make_post("Head of early help")
    PostHolder.objects.create(post=post, user=dev, from_on=date(2026, 1, 5))
    return post
