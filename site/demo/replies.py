"""What Ashmere answered: each answer written, looked at by somebody else, and published on a day in the past."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from core import audit, second_look
from core.models import Hub, SecondLook
from demo import days
from demo.asking import Surveys
from demo.people import Staff
from demo.replies_words import NO_FURTHER, REPLIES, Reply
from feedback.choices import ThemeState, ToldHow
from feedback.models import Survey, Theme, Told, WeDid, YouSaid
from feedback.services import we_did
from feedback.services.themes import NEEDS, ask_to_take_no_further, take_no_further
from feedback.services.you_said import raise_you_said
from participation.models import Engagement


def reply(surveys: Surveys, themes: Mapping[str, Theme], hubs: Mapping[str, Hub], staff: Staff, today: date) -> None:
    """Raise what families said, answer ten of them in public, and leave two waiting: one nearly due, one late."""
    for one in sorted(REPLIES, key=lambda one: -one.heard[1]):
        said = _raise(one, surveys, themes, hubs, staff, today)
        if one.answered_weeks_ago is not None:
            answer_back(one, said, hubs, staff, today)
    for key, line in NO_FURTHER.items():
        _end(themes[key], line, staff, days.ago(today, weeks=3))


def _end(theme: Theme, line: str, staff: Staff, on: date) -> None:
    """End a theme with its public line, after somebody else looked at it."""
    lead = staff.users["asha.lead"]
    look = ask_to_take_no_further(theme=theme, public_line=line, by=lead)
    second_look.agree(look=look, by=staff.users["dev.decider"], needs=NEEDS)
    SecondLook.objects.filter(pk=look.pk).update(asked_at=days.at(on, 9, 40), looked_at=days.at(on, 13, 15))
    take_no_further(theme=theme, by=lead, today=on)


def _raise(one: Reply, surveys: Surveys, themes: Mapping[str, Theme], hubs: Mapping[str, Hub], staff: Staff, today: date) -> YouSaid:
    survey: Survey = getattr(surveys, one.about)
    first, last = one.heard
    heard_from, heard_until = days.ago(today, weeks=first), days.ago(today, weeks=last)
    engagement = Engagement.objects.get(surveys=survey)
    promised = engagement.promised_on(heard_from)
    assert promised is not None, "what is open has promised a day"
    return raise_you_said(
        engagement=engagement,
        text=one.said,
        topic=one.topic,
        hubs=[hubs[slug] for slug in one.hubs],
        owner=staff.post(*one.owner),
        heard_from_on=heard_from,
        heard_until_on=heard_until,
        answer_by_on=min(_day(one.due_in_days, today), promised),
        themes=[themes[key] for key in one.themes],
        by=staff.users[one.written_by],
        today=heard_until,
    )


def _day(number: int, today: date) -> date:
    """Return the working day so many days from today; below zero, before it."""
    return days.ahead(today, days=number) if number >= 0 else days.ago(today, days=-number)


def answer_back(one: Reply, said: YouSaid, hubs: Mapping[str, Hub], staff: Staff, today: date) -> None:
    """Walk an answer to the public page as staff do, but on days gone by."""
    assert one.answered_weeks_ago is not None, "only answered ones come here"
    on = days.ago(today, weeks=one.answered_weeks_ago)
    writer, looker = staff.users[one.written_by], staff.users[one.looked_by]
    written = we_did.write_answer(you_said=said, seen_count=None, by=writer, today=on, outcome=one.outcome, **_words(one, staff, today))
    look = we_did.ask_for_second_look(answer=written, by=writer, today=on)
    second_look.agree(look=look, by=looker, needs=we_did.NEEDS)
    SecondLook.objects.filter(pk=look.pk).update(asked_at=days.at(on, 9, 40), looked_at=days.at(on, 13, 15))
    _publish(one, said, written, hubs, staff, on)


def _words(one: Reply, staff: Staff, today: date) -> dict[str, Any]:
    """Return the fields of an answer, its days counted from today and its decider found."""
    fields = dict(one.answer)
    for short, name in (("changed", "changed_on"), ("due", "due_on"), ("replies", "replies_by_on")):
        if short in fields:
            fields[name] = _day(fields.pop(short), today)
    if "decided_by" in fields:
        fields["decided_by"] = staff.post(*fields["decided_by"])
    return fields


def _publish(one: Reply, said: YouSaid, written: WeDid, hubs: Mapping[str, Hub], staff: Staff, on: date) -> None:
    """Publish on a day gone by, which `publish_answer` rightly does not: everything is set before the row freezes."""
    by = staff.users[one.written_by]
    WeDid.objects.filter(pk=written.pk).update(published_at=days.at(on, 14, 30))
    YouSaid.objects.filter(pk=said.pk).update(published_on=on)
    Theme.objects.filter(you_saids=said, state=ThemeState.OPEN).update(state=ThemeState.ANSWERED)
    Told.objects.create(you_said=said, how=ToldHow.PUBLIC_PAGE, told_on=on, by=by)
    told_on = days.ahead(on, days=1)
    Told.objects.bulk_create(Told(you_said=said, how=how, told_on=told_on, hub=hubs[slug], by=by) for how in one.told for slug in one.hubs)
    audit.record("feedback.we_did.publish", written, by=by, reference=said.reference, outcome=one.outcome, corrects=0)
