"""A new council: five answers become its first pages, its first hub, and the first person who can let others in."""

from dataclasses import dataclass, field

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Site

from accounts.models import User
from core import audit, brand, clocks
from core.choices import HubKind, RoleKind
from core.models import BrandSettings, Hub, Locality, Post, Role
from core.querysets import may
from core.role_table import PRESETS
from core.samples import MADE_UP_COUNCIL
from core.services.posts import take_post
from core.services.roles import put_roles
from core.sync import sync_roles
from core.text import normalise
from feedback.services.ready_made import READY_MADE, prepare_ready_made
from home import rules, selectors
from home.models import HomePage, HubIndexPage
from home.selectors import NEEDED_BY_FAMILIES
from home.services import free_slugs
from home.services.pages import build_page_tree, make_hub_page

# In the order in which they are asked: name, question, example.
QUESTIONS = (
    ("council", "What is your council called?", "Elmshire County Council"),
    ("address", "At which web address will families find the site?", "https://hubs.elmshire.gov.uk"),
    ("email", "What is your own work e-mail address?", "kim@elmshire.gov.uk"),
    ("hub", "What is your first family hub called?", "Elm Road"),
    ("phone", "Which phone number can families ring?", "01632 960 001"),
)
NOT_OVER_THE_DEMONSTRATION = "This is the made-up council of the demonstration. Start yours in a database of its own, with DEMO=off."
_NOT_SAID_YET = BrandSettings._meta.get_field("council_name").default
_WHOLE_AREA = "The whole area"
_WHO_RUNS_A_HUB = "Family hub manager"
_AFTER_A_SESSION = READY_MADE[0].key


@dataclass(frozen=True)
class Answers:
    """What the five questions were answered."""

    council: str
    address: str
    email: str
    hub: str
    phone: str


@dataclass
class Started:
    """What came of it: the administrator, the way in for who never signed in, and what was made just now, in words."""

    person: User
    way_in: str = ""
    made: list[str] = field(default_factory=list)


@transaction.atomic
def start_council(answers: Answers) -> Started:
    """Make what a council begins with; what is there already stays as it is, so running it again does no harm.

    Families see a holding page until an administrator opens the site (home/services/opening.py). Raises ValidationError with every reason
    why not: an answer that will not do, the made-up council, another council's database, another administrator.
    """
    answers = Answers(**{name: " ".join(normalise(getattr(answers, name)).split()) for name, _, _ in QUESTIONS})
    if reasons := _why_not(answers):
        raise ValidationError(reasons)
    email = answers.email.lower()
    person = User.objects.filter(email__iexact=email).first()
    started = Started(person or _let_in(email))
    if person is None:
        started.made.append(f"{email} may set everything up")
    stood_at = _stands_at()
    build_page_tree(
        site_name=brand.stored().site_name,
        council_name=answers.council,
        address=answers.address,
        drafts=NEEDED_BY_FAMILIES,
    )
    if stood_at and stood_at != _stands_at():
        started.made.append(f"families find the site at {answers.address} from now on")
    _name_it(answers, started)
    _first_hub(answers.hub, started)
    for hub in Hub.objects.open_to_families().filter(kind=HubKind.HUB):
        started.made += _let_it_listen(hub, started.person)
    sync_roles()
    if started.person.last_login is None:
        started.way_in = _way_in(started.person, answers.address)
    return started


@transaction.atomic
def let_hubs_listen(*, by: User) -> list[Hub]:
    """Give every family hub that came later what the first one began with, and return those hubs.

    A hub without any post gets one that acts on what families say; whoever asks holds it until they hand it over.
    Raises ValidationError while there are no pages at all.
    """
    if not may(by, "brand.edit"):
        raise PermissionDenied
    if not HubIndexPage.objects.exists():
        raise ValidationError(["There are no pages yet. Whoever runs the machine makes them with start_council."])
    hubs = selectors.hubs_to_listen()
    for hub in hubs:
        _let_it_listen(hub, by)
        audit.record("home.hub.listen", hub, by=by, hub_id=hub.pk)
    return hubs


def is_demonstration() -> bool:
    """Return whether this is the made-up council: no real one begins over it."""
    return bool(settings.DEMO) or brand.stored().council_name == MADE_UP_COUNCIL


def _why_not(answers: Answers) -> list[str]:
    reasons = [
        f"{question} {reason}"
        for name, question, _ in QUESTIONS
        for reason in rules.why_not_start_with(name, getattr(answers, name), staff_domains=settings.STAFF_EMAIL_DOMAINS)
    ]
    known = brand.stored().council_name
    if is_demonstration():
        reasons.append(NOT_OVER_THE_DEMONSTRATION)
    elif known not in {_NOT_SAID_YET, answers.council}:
        reasons.append(f"This is the database of {known}. Type that name to make what is missing there, or use another DATABASE_URL.")
    others = Role.objects.filter(kind=RoleKind.ADMINISTRATOR, hub__isnull=True, user__is_active=True)
    if others.exists() and not others.filter(user__email__iexact=answers.email).exists():
        reasons.append("This council has an administrator already: they invite others under People.")
    elif not others.exists() and User.objects.filter(email__iexact=answers.email).exists():
        reasons.append("Somebody with this address has an account already, without being administrator. Use another address.")
    return reasons


def _let_in(email: str) -> User:
    """Make the first person. They may do all the work of a small council: others are invited, and roles laid down, later."""
    person = User.objects.create_user(email)
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    put_roles(person=person, kinds=PRESETS["small-council"][1], hub=None, by=None)
    return person


def _name_it(answers: Answers, started: Started) -> None:
    """Put the council's name on the pages and hold them back, once."""
    look: BrandSettings = BrandSettings.for_site(Site.objects.get(is_default_site=True))
    if look.council_name != _NOT_SAID_YET:
        return
    look.council_name, look.phone, look.held_back_since = answers.council, answers.phone, clocks.today()
    look.save()
    brand.forget()
    started.made.append("the first pages, held back until you open them to families")


def _first_hub(name: str, started: Started) -> None:
    if Hub.objects.filter(name__iexact=name).exists():
        return
    area = Locality.objects.order_by("pk").first() or Locality.objects.create(name=_WHOLE_AREA, slug=slugify(_WHOLE_AREA))
    Hub.objects.create(name=name, slug=free_slugs.for_hub(name), locality=area)
    started.made.append(f"the hub {name}")


def _let_it_listen(hub: Hub, person: User) -> list[str]:
    """Give a hub its page, somebody who acts, everyday listening and the questions after a session; return what was made."""
    made = []
    make_hub_page(hub)
    if not Post.objects.filter(hub=hub).exists():
        post = Post.objects.create(title=_WHO_RUNS_A_HUB, hub=hub)
        take_post(post=post, person=person, from_on=clocks.today(), by=person)
        made.append(f"the post “{_WHO_RUNS_A_HUB}” at {hub}, which acts on what families say and is yours until you hand it over")
    known = hub.surveys.count()
    survey = prepare_ready_made(key=_AFTER_A_SESSION, hub=hub, by=None)
    if hub.surveys.count() > known:
        made.append(f"the questions “{survey.title}”, not open yet")
    return made


def _stands_at() -> tuple[str, int] | None:
    """Return the name and port at which the site stands; nothing before it has pages of ours."""
    site = Site.objects.filter(is_default_site=True, root_page__in=HomePage.objects.all()).first()
    return (site.hostname, site.port) if site else None


def _way_in(person: User, address: str) -> str:
    """Return a link that works once, for an hour: there they choose a password. No mail has to work for it."""
    key = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
    link: str = get_adapter().get_reset_password_from_key_url(key)
    return address.rstrip("/") + link.removeprefix(settings.BASE_URL)
