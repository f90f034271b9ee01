"""The fictional county council of Ashmere, made in one go or not at all."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from core import brand
from core.models import BrandSettings, Hub
from core.samples import MADE_UP_COUNCIL as COUNCIL
from core.sync import sync_roles
from demo import (
    answers,
    asking,
    brought_in,
    buses,
    by_the_form,
    consents,
    days,
    families,
    formats,
    freedom,
    garden,
    kept_true,
    known,
    listening,
    offer,
    panels,
    panels_claims,
    panels_invites,
    panels_joining,
    panels_members,
    panels_messages,
    panels_mine,
    panels_minutes,
    panels_words,
    panels_year,
    past,
    people,
    phone,
    places,
    reached,
    ready,
    replies,
    rights,
    sharing,
    waiting,
)
from demo.offer_lines import PROGRAMME
from feedback.models import Theme
from home import rules
from home.models import NumberCheck
from home.selectors import urgent_numbers
from home.services.pages import build_page_tree

_BRAND = {
    "council_name": COUNCIL,
    "site_name": "Ashmere Family Hubs",
    "offer_word": PROGRAMME,
    "brand_colour": "#1f5f5b",
    "link_colour": "#1d4f91",
    "phone": "01632 960100",
    "phone_hours": "Monday to Friday, 8am to 6pm",
    "contact_email": "hubs@ashmere.example",
    "officer_contact": "dataprotection@ashmere.example, or County Hall, Kelderby",
    "safeguarding_phone": "01632 960999",
    "safeguarding_hours": "Monday to Friday, 8:30am to 5pm",
    "out_of_hours_phone": "01632 960998",
}


def stands() -> bool:
    """Return whether Ashmere is here already."""
    return Hub.objects.filter(slug=places.PLACES[0].slug, postcode=places.PLACES[0].postcode).exists()


def is_taken() -> bool:
    """Return whether somebody else's hubs are in this database."""
    return Hub.objects.exists()


@transaction.atomic
def make() -> None:
    """Make the whole council: places, people, pages, questions, what families said and what they were answered."""
    today = timezone.localdate()
    hubs = places.make_places(today)
    staff = people.make_staff(hubs, today)
    build_page_tree(site_name=_BRAND["site_name"], council_name=COUNCIL)
    _paint()
    _ring_everybody(staff, today)
    offer.make_offer(hubs, today)
    brought_in.bring_in(staff.users["edie.editor"], today)
    surveys = asking.ask(hubs, staff, today)
    themes = answers.answer(surveys, staff, today)
    replies.reply(surveys, themes, hubs, staff, today)
    known.know_already(surveys, hubs, staff, today)
    listening.listen_well(surveys.want, surveys.help, hubs, staff, today)
    reached.reach_out(hubs, staff, today)
    phone.say_from_a_phone(hubs, staff, today)
    formats.ask_in_other_ways(surveys, hubs, staff, today)
    people_known = families.write_people_down(hubs, staff, today)
    partners = consents.agree(people_known, staff, today)
    by_the_form.come_by_the_form(today)
    _panels(people_known, hubs, themes, staff, today)
    sharing.agree_with_partners(partners, hubs, staff, today)
    rights.ask_about_data(people_known, staff, today)
    freedom.ask_the_council(staff, today)
    kept_true.keep_true(staff, today)
    garden.listen_and_look_back(hubs, staff, today)
    buses.ask_about_buses(hubs, staff, today)
    past.remember_last_year(hubs, today)
    waiting.let_things_wait(hubs, staff, today)
    ready.get_ready(staff, today)
    sync_roles()
    phone.send_for_a_look(hubs, staff, today)


def _panels(known: families.Known, hubs: Mapping[str, Hub], themes: Mapping[str, Theme], staff: people.Staff, today: date) -> None:
    """Make the panels with all that hangs on them, in the order in which it happened."""
    made = panels.begin_panels(known, hubs, staff, today)
    board = made.parents.bodies.get(name=panels_words.BOARD)
    panels_minutes.seed(made.held, made.members, board, themes, staff, today)
    panels_minutes.decide_between(made.parents, made.members, staff, today)
    panels_joining.seed(made.parents, staff, today)
    panels_claims.seed(made.parents, made.held, made.members, staff, today)
    panels_members.seed(made.parents, made.members, staff, today)
    panels_invites.seed(made, staff, today)
    panels_messages.seed(made, staff, today)
    panels_mine.seed(made.members[0], made.held, made.next_one, staff, today)
    panels_year.seed(made, staff, today)


def _ring_everybody(staff: people.Staff, today: date) -> None:
    """Have the administrator ring every urgent number, as a council does before it opens."""
    digits = {rules.number_alone(one.number) for one in urgent_numbers() if rules.is_number(one.number)}
    checked = {"checked_by": staff.users["adam.admin"], "checked_on": days.ago(today, weeks=20)}
    NumberCheck.objects.bulk_create(NumberCheck(number=number, **checked) for number in sorted(digits))


def _paint() -> None:
    """Fill in look and words; opening questions to families needs the number for worries about a child."""
    settings: BrandSettings = BrandSettings.for_site(Site.objects.get(is_default_site=True))
    for name, value in _BRAND.items():
        setattr(settings, name, value)
    settings.save()
    brand.forget()
