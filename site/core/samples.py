"""One or more samples of every component: what `/styleguide/` shows, and what the tests render."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator

from core.qr import picture

MADE_UP_COUNCIL = "Ashmere County Council"  # of the demonstration and of every sample
LONG = "Bezugsgenehmigungsverfahrensübersicht-and-Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
FACES = ("Very unhappy", "Unhappy", "In the middle", "Happy", "Very happy", "Rather not say")
OUTCOMES = (
    ("did", "We did"),
    ("doing", "We are doing"),
    ("planned", "We plan to"),
    ("partly", "We did part of it"),
    ("not_now", "Not now, because"),
    ("no", "No, because"),
    ("passed_on", "We asked somebody else"),
)
Sample = dict[str, Any]


class SampleForm(forms.Form):
    """One field of every sort."""

    name = forms.CharField(label="What shall we call this survey?", help_text="Families see this name.")
    day = forms.ChoiceField(label="Best day", choices=[("mon", "Monday"), ("tue", "Tuesday")], widget=forms.RadioSelect, required=False)
    with_children = forms.BooleanField(label="I bring a child under 5", required=False)


def _fields() -> list[Sample]:
    blank, wrong = SampleForm(auto_id="blank_%s"), SampleForm({}, auto_id="wrong_%s")
    return [{"field": blank["name"]}, {"field": wrong["name"]}, {"field": blank["day"]}, {"field": blank["with_children"]}]


def _options(*texts: str, checked: int = -1) -> list[Sample]:
    return [{"value": f"v{at}", "text": text, "checked": at == checked} for at, text in enumerate(texts)]


def _replies() -> list[Sample]:
    said = "Baby group fills up before we can book, and the phone line is busy at 9."
    common: Sample = {"you_said": said, "who": "Parents at Elm, May to June 2026", "answered_on": date(2026, 9, 4)}
    return [
        common
        | {"outcome": "did", "outcome_text": "We did", "we_did": "There are two baby groups now, and you can just turn up."}
        | {"what_changed": "A second group on Thursdays", "changed_on": date(2026, 9, 1), "href": "#reply", "link": "Read all of this"},
        common
        | {"outcome": "no", "outcome_text": "No, because", "we_did": "We cannot open on Sundays this year."}
        | {"reason": "Two people must be in the building, and we can pay for six days.", "decided_by": "Head of family hubs"}
        | {"would_change_it": "Money for one more day. We ask for it again in March 2027."},
    ]


def _fixed(*samples: Sample) -> Callable[[], list[Sample]]:
    return lambda: list(samples)


SAMPLES: dict[str, Callable[[], list[Sample]]] = {
    "another_way": _fixed({"kind": "survey", "key": "after-a-session"}, {"kind": "page", "key": None}),
    "breadcrumb": _fixed({"items": [{"href": "#home", "text": "Family hubs"}, {"href": "#list", "text": "You said, we did"}]}),
    "button": _fixed(
        {"text": "Continue"},
        {"text": "Save and come back", "kind": "second", "name": "later", "value": "1"},
        {"text": "Clear this phone", "kind": "care"},
        {"text": "Skip this question", "kind": "quiet"},
        {"text": "Have your say", "href": "#say"},
    ),
    "card": _fixed(
        {
            "title": "What families want from the hub",
            "href": "#card",
            "text": "Five questions, about 2 minutes.",
            "meta": "Until 4 December",
        },
        {"title": LONG, "href": "#long", "text": LONG, "level": 3},
    ),
    "checkboxes": _fixed(
        {
            "name": "came_for",
            "legend": "What did you come for?",
            "hint": "Choose as many as you like.",
            "options": _options("Baby group", "To ask something", "A cup of tea", checked=1),
        },
        {
            "name": "came_for_wrong",
            "legend": "What did you come for?",
            "options": _options("Baby group"),
            "error": "Choose what you came for",
        },
    ),
    "error_summary": _fixed(
        {"errors": [{"href": "#came_for", "text": "Choose what you came for"}, {"href": "#more", "text": "Use fewer words"}]}
    ),
    "exit_page": _fixed({"href": "#leave"}, {"href": "#leave", "action": "#clear", "token": "made-up"}),
    "face": _fixed(*({"face": face} for face in range(1, 6))),
    "faces": _fixed(
        {"name": "felt", "legend": "How did you feel when you left?", "options": _options(*FACES, checked=3)},
        {"name": "felt_wrong", "legend": "How was it?", "options": _options(*FACES), "error": "Choose a face, or “Rather not say”"},
    ),
    "field": _fields,
    "field_notes": _fields,
    "foot": lambda: [{"brand": _brand()}],
    "help_now": _fixed({"here": "/"}, {"here": "/", "alone": True}),
    "icon": _fixed(*({"name": name} for name in [*dict(OUTCOMES), "phone", "place", "anything else"])),
    "language_buttons": _fixed({}),
    "languages": _fixed(
        {
            "languages": [
                {"code": "en-gb", "name": "English", "href": "#en", "current": True, "direction": "ltr"},
                {"code": "ur", "name": "اردو", "href": "#ur", "current": False, "direction": "rtl"},
                {"code": "pl", "name": "Polski", "href": "#pl", "current": False, "direction": "ltr"},
            ]
        }
    ),
    "menu": _fixed({"here": "/have-your-say/", "pages": [{"href": "#hubs", "text": "Find a hub"}]}),
    "no_signal": _fixed({}),
    "notes": _fixed({"name": "noted", "hint": "One short sentence.", "error": "Tell us something, or skip this question"}),
    "notice": _fixed(
        {"text": "You began this here. Nothing is lost.", "title": "Carry on?"},
        {"text": "Saved.", "kind": "good", "role": "status"},
        {"text": "We do not read this straight away.", "title": "Not for emergencies", "kind": "care", "href": "#help", "link": "Help now"},
        {"text": "This could not be sent.", "kind": "wrong-box"},
    ),
    "pager": lambda: [{"page": Paginator(range(50), 10).page(2), "extra": "&hub=elm"}, {"page": Paginator(range(5), 10).page(1)}],
    "phone": _fixed({"number": "01632 960 123", "hours": "Monday to Friday, 9 to 5"}, {"number": "01632 960 999", "kind": "call"}),
    "places": _fixed({"here": "/have-your-say/", "pages": [{"href": "#hubs", "text": "Find a hub"}]}),
    "qr": lambda: [{"qr": picture("https://ashmere.example/p/K7MQ4X/"), "label": "Scan this to have your say"}],
    "radios": _fixed(
        {
            "name": "again",
            "legend": "Would you come again?",
            "options": _options("Yes", "Maybe", LONG, "Rather not say"),
            "hint": "There is no wrong answer.",
        },
        {"name": "again_wrong", "legend": "Would you come again?", "options": _options("Yes", "No"), "error": "Choose an answer, or skip"},
    ),
    "reply_card": _replies,
    "select": _fixed(
        {
            "name": "heard",
            "label": "Where did you hear of it?",
            "options": _options("A midwife", LONG),
            "none": "Choose",
            "hint": "One is enough.",
        },
        {
            "name": "heard_wrong",
            "label": "Where did you hear of it?",
            "options": _options("A school"),
            "error": "Choose one of the answers shown.",
        },
    ),
    "site_name": lambda: [{"brand": _brand()}],
    "status_tag": _fixed(*({"outcome": outcome, "text": text} for outcome, text in OUTCOMES)),
    "summary_list": _fixed(
        {
            "rows": [
                {"key": "How did you feel?", "value": "Happy", "href": "#felt", "action": "Change"},
                {"key": "What should we change?", "value": "Longer sessions.\nA place for prams.", "href": "#more"},
                {"key": LONG, "value": LONG},
            ]
        }
    ),
    "task_list": _fixed(
        {
            "tasks": [
                {"text": "Write the question", "href": "#write", "status": "Done"},
                {"text": "Say who acts on the answers", "href": "#who", "status": "To do", "hint": "A job title, not a name."},
            ]
        }
    ),
    "ways_on": lambda: [{"brand": _brand(), "retry": "#again", "retry_text": "Open the page afresh"}],
    "text_input": _fixed(
        {"name": "code", "label": "Your code", "hint": "16 digits", "kind": "code-box", "inputmode": "numeric", "value": "0413 9595"},
        {"name": "bus", "label": "Which bus do you take?", "error": "Write a bus number, or skip this question"},
    ),
    "textarea": _fixed(
        {"name": "more", "label": "What should we change?", "hint": "Please do not put names.", "maxlength": 1000, "value": "More prams!"},
        {"name": "more_wrong", "label": "What should we change?", "maxlength": 20, "value": "x" * 25, "error": "Use 20 letters or fewer"},
    ),
}


def _brand() -> Sample:
    return {
        "site_name": "Ashmere family hubs",
        "council_name": MADE_UP_COUNCIL,
        "hub_word": "family hub",
        "phone": "01632 960 123",
        "phone_hours": "Monday to Friday, 8.30 to 6",
        "safeguarding_phone": "01632 960 456",
        "safeguarding_hours": "Monday to Friday, 9 to 5",
        "out_of_hours_phone": "01632 960 789",
    }
