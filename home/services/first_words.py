"""The words a new council begins with: true as they stand, to be made their own. Facts: domain reference 4.2, 7.2, 8.2."""

from typing import Any

from django.utils import timezone

from home.choices import Category
from home.models import AccessibilityStatementPage, HelpNowPage, HubIndexPage, InfoPage, OfferPage, ServiceIndexPage

# (title, text, what the services are about); a category leads to that part of the list of services.
_TASKS = (
    ("Having a baby", "Before and after the birth: midwives, health visitors, feeding and sleep.", Category.PREGNANCY),
    ("Something to do", "Groups and activities for babies, children and parents.", Category.ACTIVITIES),
    ("Health", "Growing, eating, teeth, feeling low, and when to see somebody.", Category.HEALTH),
    ("Worries at home", "Money, housing, arguments, being a parent when it is hard.", Category.FAMILY),
    ("Special needs and disability", "Help from birth to 25, with or without a diagnosis.", Category.SEND),
)

# Confirm each number when you set up, and once a year (domain reference 8.2).
_NUMBERS = (
    {"name": "NHS 111", "what_for": "You or your child are ill and you are not sure what to do.", "phone": "111", "hours": "Day and night"},
    {"name": "Childline", "what_for": "For children and young people, about anything.", "phone": "0800 1111", "hours": "Day and night"},
    {"name": "NSPCC", "what_for": "For adults who are worried about a child.", "phone": "0808 800 5000"},
    {
        "name": "National Domestic Abuse Helpline",
        "what_for": "Somebody hurts, frightens or controls you.",
        "phone": "0808 2000 247",
        "hours": "Day and night",
    },
    {
        "name": "Samaritans",
        "what_for": "When it is too much and you need someone to listen.",
        "phone": "116 123",
        "hours": "Day and night",
    },
    {
        "name": "Shout",
        "what_for": "When you would rather text than talk.",
        "text_word": "SHOUT",
        "text_number": "85258",
        "hours": "Day and night",
    },
)

_PRIVACY = (
    (
        "Telling us what you think",
        "<p>You do not need an account. Please do not write names: what you write could still show who you are.</p>"
        "<p>Most of our questions give you a code at the end. With your code you can see what happened to what you said. "
        "We keep no list of who has which code.</p>"
        "<p>Some questions give no code. Then nobody can tell which answer is yours: we cannot find it, change it or delete it.</p>",
    ),
    (
        "What your phone keeps",
        "<p>While you answer, your phone keeps one small cookie, so that you can stop and carry on. It holds no answers. It goes when you "
        "finish, when you press “Clear this phone”, or when you leave by the red button.</p>"
        "<p>When you leave by the red button, the tab remembers until you close it that it was left, so that Back shows nothing of what "
        "you read. It remembers nothing else.</p>"
        "<p>If you look at your own choices with six numbers from our e-mail, your phone keeps one small cookie until you leave, by the "
        "button there or by the red one, for a day at most. It holds nothing but who it is.</p>"
        "<p>We use no other cookies for families, no advertising, and nothing that follows you to other websites.</p>",
    ),
    (
        "Asking for something in another way",
        "<p>When you ask for large print, sign language or a call, we keep how to reach you only until you have it, and some weeks more. "
        "How many days, the page says before you send it. "
        "If you pick it up, we ask for no name. Nobody can join what you ask for to answers you send us.</p>",
    ),
    (
        "Who reads it",
        "<p>People who work in the family hubs and for the council read what families say, so that they can act on it. When something "
        "makes us think that someone may be harmed, we may have to tell our safeguarding team, even if you asked us not to.</p>",
    ),
    (
        "Your rights",
        "<p>You can ask what we hold about you, ask us to put it right or to delete it, and complain to us or to the Information "
        "Commissioner’s Office. Ring us, or ask at any hub.</p>",
    ),
)


def front() -> dict[str, Any]:
    """Return the fields of the front page."""
    tasks = [("task", {"title": title, "text": text, "page": None, "services": about, "address": ""}) for title, text, about in _TASKS]
    return {"introduction": "Help, groups and people to talk to, from pregnancy until your child is grown up.", "tasks": tasks}


def pages(council_name: str) -> list[Any]:
    """Return the pages below the front page, not saved yet, in the order of the menu."""
    return [
        HubIndexPage(
            title="Places to go",
            slug="hubs",
            show_in_menus=True,
            introduction="Everyone with a child, or a child on the way, is welcome. You need no letter and no reason.",
        ),
        ServiceIndexPage(
            title="Services and groups",
            slug="services",
            show_in_menus=True,
            introduction="What there is for you and your children, what it costs, and how to get it.",
        ),
        OfferPage(
            title="Help from pregnancy on",
            slug="offer",
            show_in_menus=True,
            introduction="For mums, dads, partners, grandparents and carers: what every family can have, and extra help when you want it.",
            welcome="<p>You can read all of it here, or ask us for it on paper. If it is easier to talk, ring us: a person answers.</p>",
        ),
        HelpNowPage(
            title="Help now",
            slug="help-now",
            introduction="If it cannot wait, these people answer.",
            numbers=[("number", number) for number in _NUMBERS],
        ),
        InfoPage(
            title="Your privacy",
            slug="privacy",
            introduction="What we know about you when you use this website, and what we do with it.",
            body=[("text", f"<h2>{title}</h2>{text}") for title, text in _PRIVACY],
        ),
        AccessibilityStatementPage(
            title="Can everyone use this website?",
            slug="accessibility",
            covers=f"this website of {council_name}’s family hubs: the pages, the questions to families and the answers.",
            known_problems="<p>Most pages are in English only so far.</p>",
            what_people_can_do="<ul><li>make the words up to four times as large without losing any</li><li>use every page with a keyboard"
            "</li><li>listen to every page with a screen reader</li><li>use everything for families without JavaScript</li></ul>",
            what_we_are_doing="<p>We will have it tested, by people who use screen readers, keyboards and speech too, and say here what "
            "they found.</p>",
            prepared_on=timezone.localdate(),
        ),
    ]
