"""What stands on the page of an engagement, in the order in which it is said: what every gate asks first, then what is good to say."""

from typing import Any

from django.forms import CheckboxSelectMultiple, DateInput
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel

from participation.forms.engagements import EngagementForm


def _box(name: str, heading: str, says: str = "", **more: Any) -> FieldPanel:
    return FieldPanel(name, heading=heading, help_text=says, **more)


def _day(name: str, heading: str) -> FieldPanel:
    return FieldPanel(name, heading=heading, widget=DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def _group(heading: str, *boxes: Panel) -> MultiFieldPanel:
    return MultiFieldPanel(list(boxes), heading=heading, classname="collapsed")


PANELS = ObjectList(
    [
        _box("title", "Title", "Families see it. To save a draft, a title and a hub are enough."),
        _box("question", "The question in plain words"),
        _box("what_can_change", "What can change", "Because of what families say."),
        _box("what_is_fixed", "What is decided already, and why", "Be honest: families notice."),
        _box("hubs", "Hubs", widget=CheckboxSelectMultiple),
        _box("who_acts", "Who acts on it", "Families see this job title, never a name."),
        _day("answer_by_on", "Families are answered by"),
        _box("answer_within_weeks", "Families are answered within this many weeks"),
        _box("decided_by", "Who decides", "The job title of who has the power over this decision."),
        _day("decided_on", "When it is decided"),
        _box("decided_at", "In which meeting", "For example: Children and families committee"),
        _box("fair_checks", "Is it fair?", "The four checks of a fair consultation. Families read your answers."),
        _group(
            "Who and when",
            _box("owner", "Who keeps it going", "May change it, also where it is of more hubs than their own."),
            _box("sponsor", "Who stands behind it", "A senior job title."),
            _box("service", "Which service it is about"),
            _day("starts_on", "Families are asked from"),
            _day("ends_on", "Families are asked until"),
        ),
        _group(
            "How families take part",
            _box("methods", "How you listen"),
            _box("ways_to_take_part", "What somebody can do who has…", "Families read it. Leave out what there is not."),
            _box("reciprocity", "What families get back", "Families read it: thank-yous, training, food, a reference."),
            _box("access_budget", "Pounds for getting there and taking part", "Fares, childcare, interpreters."),
            _box("thanks_budget", "Pounds for thank-yous"),
            _box("leaves_out", "Could asking this way leave someone out?", "Who, and what you do about it."),
        ),
        _group(
            "Whose say it is",
            _box("started_by", "Who started it"),
            _box("agenda_by", "Who set what is talked about"),
            _box("vote_by", "Who had a vote, or could say no"),
            _box("recommendations_by", "Who wrote down what should happen"),
            _box("claimed_degree", "How families take part, all in all"),
            _box("conditions", "Decided together?", "Say how each came true. Until all are said, families do not read it."),
        ),
    ],
    base_form_class=EngagementForm,
)
