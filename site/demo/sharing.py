"""What Ashmere agreed with two of its partners, and shared with one of them; and something that went wrong with somebody's data."""

import uuid
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from consent.choices.breaches import WhatData, WhoseData
from consent.choices.sharing_exports import WhyNow
from consent.models import Partner, SharingAgreement
from consent.models.sharing_exports import GONE_AFTER
from consent.rules.sharing_exports import Wanted
from consent.selectors.sharing_exports import plan_for
from consent.services import activities, breaches, sharing_exports
from consent.services import sharing as services
from core.models import Hub, Post
from demo.consents import FORUM, TRUST
from demo.people import LEAD, Staff

TERMS: dict[str, Any] = {
    "our_role": "controller",
    "their_role": "controller",
    "our_contact": "hubs@ashmere.example",
    "our_officer": "data.protection@ashmere.example",
    "lawful_basis": "consent",
    "legal_power": "Localism Act 2011, section 1.",
    "how_often": "monthly",
    "file_format": "A table (CSV)",
    "route": "The council’s secure mail, encrypted, on the day the file is made.",
    "rights_by": "Whoever is asked first answers, and tells the other.",
    "security": "Encrypted; opened by two named people.",
    "breach_steps": "Ring the other’s data protection officer on the same day.",
    "onward": "Never.",
    "termination": "Either may end it in a month. The data is then deleted, and that is confirmed in writing.",
    "foi": "Each answers for what it holds.",
}
AGREEMENTS: tuple[tuple[str, int, dict[str, Any]], ...] = (
    (
        TRUST,
        240,
        {
            "title": "A visit for families who ask for one",
            "purpose_code": "share",
            "purpose": "So that a health visitor can ring a family that asked for it at a hub.",
            "why_needed": "Nobody can ring without a name and a number.",
            "data_items": ["name", "phone"],
            "people": "Parents who said yes to this partner.",
            "their_contact": "duty.desk@visitors.example",
            "their_officer": "data@visitors.example",
            "access": "The duty desk.",
            "notice": "We tell the health visitors your name and your number, and nothing else.",
            "retention": "Three months after the visit.",
        },
    ),
    (
        FORUM,
        21,
        {
            "title": "New members of the forum",
            "purpose_code": "share",
            "purpose": "So that the forum can welcome parents who asked to hear from it.",
            "why_needed": "The forum writes to its members itself.",
            "data_items": ["name", "email"],
            "people": "Parents who said yes to this partner.",
            "their_contact": "hello@forum.example",
            "their_officer": "hello@forum.example",
            "access": "Two coordinators of the forum.",
            "notice": "We give the forum your name and e-mail address, so that it can write to you.",
            "retention": "A year after the last meeting.",
        },
    ),
)


def agree_with_partners(partners: Mapping[str, Partner], hubs: Mapping[str, Hub], staff: Staff, today: date) -> None:
    """Draft by Asha, sign by Priya; one of the two is looked at again in three weeks. Priya begins the register. Somebody loses a sheet."""
    asha, priya, owner = staff.users["asha.lead"], staff.users["priya.protection"], Post.objects.get(title=LEAD)
    for name, days_left, terms in AGREEMENTS:
        days = {"starts_on": today, "review_on": today + timedelta(days=days_left), "owner": owner}
        agreement = services.write_agreement(agreement=SharingAgreement(partner=partners[name], **TERMS, **terms, **days), by=asha)
        services.ask_for_signature(agreement=agreement, by=asha, today=today)
        services.sign(agreement=agreement, by=priya, today=today)
    _share(partners[TRUST], priya, today)
    activities.begin(by=priya)
    breaches.report(
        key=uuid.uuid5(uuid.NAMESPACE_URL, "ashmere sign-up sheet"),
        what="A sign-up sheet of the Tuesday group lay open on the counter over lunch. Nobody was seen to read it. It is locked away.",
        found_at=timezone.now() - timedelta(hours=20),
        whose=[WhoseData.FAMILIES],
        what_data=[WhatData.NAMES, WhatData.CONTACT],
        number=14,
        hubs=[hubs["maple-road"]],
        by=staff.users["ben.worker"],
    )


def _share(partner: Partner, by: User, today: date) -> None:
    """Give the health visitors whom they asked for, by the one road; the file itself does not stay."""
    now, terms = timezone.now(), next(terms for name, _, terms in AGREEMENTS if name == partner.name)
    wanted = Wanted(partner, terms["purpose_code"], tuple(terms["data_items"]))
    seen = plan_for(by, wanted, today).digest
    file = sharing_exports.make_file(wanted=wanted, why_now=WhyNow.FAMILIES, seen=seen, by=by, now=now)
    sharing_exports.fetch(file=file, by=by, now=now)
    sharing_exports.close_old(now + GONE_AFTER)
