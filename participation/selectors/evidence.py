"""What Earshot can see for itself of how an engagement went out to hear families. It is kept and printed for committees.

So nothing here is not public: counts of what the council did are not hidden, words of staff about a session stand in none, and of people it
says only where so many of a group were heard that anybody may know it, never how many, and never where nobody was.
"""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format

from core import clocks
from core.answers import Evidence
from core.models import Hub
from core.selectors import defaults
from core.small_numbers import numbers
from participation.choices import Method
from participation.models import Activity, Aim, Engagement, GroupSentence
from participation.reflection import LASTED
from participation.selectors.activities import typed_by_who_reads_none
from participation.selectors.groups import groups_looked_for
from participation.selectors.heard import HeardOf, added_up, less, parts_heard
from participation.selectors.learning import notes_of

HELD, REACHED, LEARNED = "Sessions that were held", "Whom it reaches", "Looking back"
GOES_OUT = {Method.VISIT, Method.COMMUNITY, Method.PHONE}  # families need not come to us

# What is written down about a session, and which items it speaks to that so much is.
_SAID = {
    "adaptations": ("what was adapted", ("SP-P8", "SP-P5")),
    "support": ("which support was offered", ("VO-D4",)),
    "safeguarding_plan": ("what is done if somebody is upset, or a child is not safe", ("SP-P10",)),
    "turnout__to_change": ("what to change next time", ("SP-A3", "IN-A6")),
}


def evidence_of(engagement_id: int) -> list[Evidence]:
    """Return it, each with the items of Lundy's checklist that it speaks to. Ten queries at most, however much there is."""
    row = Engagement.objects.get(pk=engagement_id)
    return [*_sessions(row), *_aims(row), *_heard(row), *_sentences(row), *_learned(row)]


def _sessions(row: Engagement) -> Iterator[Evidence]:
    held = Activity.objects.filter(engagement=row, called_off_because="", held_on__lte=clocks.today()).order_by("-held_on", "-pk")
    sessions = list(held.values(*("held_on", "kind"), *_SAID))
    if not sessions:
        return
    last, href, number = sessions[0]["held_on"], reverse("turnout:index"), len(sessions)
    kinds = {Method(one["kind"]) for one in sessions}
    ways = ", ".join(sorted(str(kind.label).lower() for kind in kinds))
    items = ("SP-P6", "VO-P4", *(("SP-P1",) if kinds & GOES_OUT else ()))
    yield Evidence(f"Sessions that were held to hear families: {number} ({ways}), the last on {_day(last)}.", HELD, last, href, items)
    for name, (what, speaks_to) in _SAID.items():
        if many := sum(bool(one[name]) for one in sessions):
            yield Evidence(f"Sessions of which it is written down {what}: {many} of {number}.", HELD, last, href, speaks_to)


def _aims(row: Engagement) -> Iterator[Evidence]:
    aims = list(Aim.objects.filter(engagement=row).values_list("group", "plan"))
    if aims:
        groups, plans = len({group for group, _ in aims}), sum(bool(plan) for _, plan in aims)
        text = f"Groups that it means to hear, with how it reaches them: {groups}. Gaps with a plan, a job title and a day: {plans}."
        yield Evidence(text, REACHED, row.opened_on or clocks.today(), reverse("reach:one", args=[row.pk]), ("SP-P3",))


def _heard(row: Engagement) -> Iterator[Evidence]:
    """Name the groups of which so many were heard at a hub that anybody may know it.

    What is hidden from anybody in the grid is left out, also what hides beside a few; and each hub stands alone, so that nothing adds up.
    It must hold too without what is typed by who reads no small numbers: they would find by it how many the others are.
    """
    found = parts_heard([row.pk], since=None, until=None)
    if not found:
        return
    hubs, public = list(Hub.objects.filter(engagements=row)), numbers.line_for(None)
    inside = dict.fromkeys((hub.pk for hub in hubs), defaults.standing().hide_below_inside)
    rests_on = less(found, typed_by_who_reads_none(row.pk))
    groups = [
        (group.name, HeardOf(added_up(found[group.key]), hubs, inside), HeardOf(added_up(rests_on.get(group.key, {})), hubs, inside))
        for group in groups_looked_for()
        if group.key in found
    ]
    for hub in hubs:
        if names := [name for name, *told in groups if all(_is_enough(one, hub, public) for one in told)]:
            text = f"Heard from at {hub}, {public} people or more of each: {', '.join(names)}."
            yield Evidence(text, REACHED, clocks.today(), reverse("reach:one", args=[row.pk]), ("SP-A1", "SP-P1"))


def _is_enough(of_group: HeardOf, hub: Hub, public: int) -> bool:
    return any(one.shown and of_group.by_way[one.how].get(hub.pk, 0) >= public for one in of_group.at(hub))


def _sentences(row: Engagement) -> Iterator[Evidence]:
    days = list(GroupSentence.objects.agreed().filter(engagement=row).order_by("-agreed_on").values_list("agreed_on", flat=True))
    if days and days[0]:
        text = f"Small groups that speak in a sentence which they agreed to: {len(days)}, the last on {_day(days[0])}."
        yield Evidence(text, REACHED, days[0], reverse("asked_about", args=[row.slug]), ("VO-D2", "VO-A2", "VO-D3"))


def _learned(row: Engagement) -> Iterator[Evidence]:
    notes, href = notes_of(row), reverse("learning:one", args=[row.pk])
    on = row.looked_again_on or clocks.today()
    if notes:
        yield Evidence(f"Questions under which it is written down what was learned: {len(notes)}.", LEARNED, on, href, ("IN-A6",))
    if row.looked_again_on and LASTED in notes:
        yield Evidence(f"It was looked at again on {_day(on)}, and it is written down what has lasted.", LEARNED, on, href, ("IN-A5",))


def _day(day: date) -> str:
    return date_format(day, "j F Y")
