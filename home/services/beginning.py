"""A new council: its first pages, its name, and the first person who can let others in."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from wagtail.models import Site

from accounts.models import User
from core import brand
from core.choices import RoleKind
from core.models import BrandSettings, Role
from core.rules.addresses import why_not_of_staff
from core.services.roles import put_roles
from core.sync import sync_roles
from home.services.pages import build_page_tree


@transaction.atomic
def begin(*, council_name: str, site_name: str, email: str, first_name: str, last_name: str) -> User:
    """Make the pages a council begins with, put its name on them, and return its first administrator.

    The administrator signs in with a code by e-mail, sets up a second step, and invites everybody else (decision 0016). Raises
    ValidationError with every reason why not: from then on, people come by invitation only.
    """
    email = email.strip().lower()
    if reasons := _why_not(email):
        raise ValidationError(reasons)
    build_page_tree(site_name=site_name, council_name=council_name)
    look: BrandSettings = BrandSettings.for_site(Site.objects.get(is_default_site=True))
    look.council_name, look.site_name = council_name, site_name
    look.save()
    brand.forget()
    person = User.objects.create_user(email, first_name=first_name, last_name=last_name)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    put_roles(person=person, kinds=[RoleKind.ADMINISTRATOR], hub=None, by=None)
    sync_roles()
    return person


def _why_not(email: str) -> list[str]:
    reasons = []
    if Role.objects.filter(kind=RoleKind.ADMINISTRATOR, hub__isnull=True, user__is_active=True).exists():
        reasons.append("This council has an administrator already: they invite others under People.")
    if User.objects.filter(email__iexact=email).exists():
        reasons.append("Somebody with this address has an account already.")
    try:
        validate_email(email)
    except ValidationError:
        reasons.append(f"{email!r} is no e-mail address.")
    return reasons + why_not_of_staff(email, domains=settings.STAFF_EMAIL_DOMAINS)
