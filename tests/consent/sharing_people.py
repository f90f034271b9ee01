"""An agreement with the parent carer forum, drafted by a lead and signed by an officer."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consent.models import Partner, SharingAgreement
from consent.services import sharing as services
from core.choices import RoleKind
from core.models import Post, PostHolder
from tests import builders
from tests.cast import give_role, make_user

TERMS: dict[str, Any] = {
    "title": "New members of the forum",
    "our_role": "controller",
    "their_role": "controller",
    "our_contact": "hubs@elmshire.example",
    "their_contact": "office@forum.example",
    "our_officer": "dpo@elmshire.example",
    "their_officer": "data@forum.example",
    "purpose_code": "parent-forum",
    "purpose": "So that the forum can welcome parents who asked for it.",
    "why_needed": "The forum cannot ring somebody without a number.",
    "data_items": ["name", "phone"],
    "people": "Parents who said yes.",
    "lawful_basis": "consent",
    "legal_power": "Localism Act 2011, section 1.",
    "how_often": "monthly",
    "route": "The council’s secure mail.",
    "access": "The forum’s two coordinators.",
    "rights_by": "The council.",
    "notice": "We tell you whom we give it to.",
    "security": "Encrypted, with a password by phone.",
    "retention": "A year after the last meeting.",
    "breach_steps": "Ring the officer within a day.",
    "onward": "Never.",
    "termination": "Either may end it in a month; the data is deleted.",
}


def partner(name: str = "Ashmere Parent Carer Forum", **fields: Any) -> Partner:
    """Make a partner."""
    return Partner.objects.create(name=name, about="Parents of disabled children", **fields)


def lead() -> User:
    """Make an engagement lead for the whole council."""
    found = User.objects.filter(first_name="Leo").first() or make_user("Leo")
    if not found.roles.exists():
        give_role(found, RoleKind.ENGAGEMENT_LEAD)
    return found


def owner_post(holder: User | None = None) -> Post:
    """Make the post that looks after agreements, held by somebody."""
    post, is_new = Post.objects.get_or_create(title="Head of family hubs", hub=None)
    if is_new and holder:
        PostHolder.objects.create(post=post, user=holder, from_on=builders.today() - timedelta(days=9))
    return post


def draft(by: User, *, at: Partner | None = None, **fields: Any) -> SharingAgreement:
    """Draft an agreement with every term, in force from today for a year unless you say otherwise."""
    today = builders.today()
    days = {"starts_on": today, "review_on": today + timedelta(days=365), "owner": owner_post(by)}
    return services.write_agreement(agreement=SharingAgreement(partner=at or partner(), **(TERMS | days | fields)), by=by)


def signed(by: User, officer: User, **fields: Any) -> SharingAgreement:
    """Draft an agreement and let the officer sign it."""
    agreement = draft(by, **fields)
    services.ask_for_signature(agreement=agreement, by=by, today=builders.today())
    services.sign(agreement=agreement, by=officer, today=builders.today())
    agreement.refresh_from_db()
    return agreement


def signed_long_ago(by: User, officer: User, **fields: Any) -> SharingAgreement:
    """Make an agreement that was signed last year, with days that no signature of today would take."""
    agreement = draft(by, **fields)
    agreement.signed_at, agreement.signed_by = timezone.now() - timedelta(days=400), officer
    agreement.save()
    return agreement


def act(desk: Client, agreement: SharingAgreement, name: str, **fields: Any) -> Any:
    """Do one thing to an agreement on its screen."""
    return desk.post(reverse(f"sharing:{name}", args=[agreement.pk]), fields, follow=True)


@pytest.fixture
def leo(db: None) -> User:
    """Leo leads on listening for the whole council."""
    return lead()
