"""Who is asked to a meeting by letter, who is rung instead, and what may be answered until when (domain reference 3.5)."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from consent.choices import Channel
from consent.models import Person
from panels.choices import Format, MeetingState, MemberKind, Reply, Stage
from panels.models import Meeting, Membership, Panel

CHILD = "They are under 18: nothing is sent to them. Ring the adult who looks after them."
CHILDREN = "Its members are under 18: nothing is sent to them, and no link answers for them. Ring the adult who looks after each of them."
GONE, RESTING = "They have left.", "They take a break."
ADDRESS = "No e-mail address is known: ring them."
NO_NUMBER = "No number and no e-mail address is known: tell them by post or face to face, and ask how to reach them."
RATHER: dict[str, str] = {
    Channel.TEXT: "They like a text message: copy the words for their phone.",
    Channel.PHONE: "They like to be rung: ring them.",
    Channel.POST: "They like a letter by post: write one.",
    Channel.IN_PERSON: "They like to be told face to face.",
}
WITHOUT_NUMBER: dict[str, str] = {
    Channel.TEXT: "They like a text message, and no number is known: ask them for it.",
    Channel.PHONE: "They like to be rung, and no number is known: ask them for it.",
}
BY_HAND = frozenset({ADDRESS, NO_NUMBER, *RATHER.values(), *WITHOUT_NUMBER.values()})  # no letter, and nothing stands against telling them
LONGEST_LINE = 300
MOST_LETTERS = 900  # of what is said in all about one thing to arrange
BY_LINK = "Came by the link:"  # staff read it before the line: a link may have been passed on
REMIND_AHEAD = timedelta(days=3)  # three days before, and nobody who was asked later than two days before that
RESTS = timedelta(days=2)


def is_of_a_child(panel: Panel, person: Person | None) -> bool:
    """Return whether nothing may go from or to this member directly (issue 6, part 1; domain reference 5.3)."""
    return panel.is_of_under_18s or bool(person and person.is_young)


def when_and_where(meeting: Meeting) -> str:
    """Return a digest of when and where a meeting is, to tell whether somebody knows it as it is now."""
    facts = (meeting.starts_at.astimezone(UTC).isoformat(), meeting.number_of_minutes, meeting.format, meeting.place, meeting.link)
    return sha256(repr(facts).encode()).hexdigest()


def why_nobody_is_asked(meeting: Meeting, *, reply_to: str, now: datetime) -> list[str]:
    """Return why no letters leave for a meeting at all. `reply_to` is where answers to them go."""
    return why_no_words(meeting, now=now) + _why_no_letters_at_all(meeting.panel, reply_to)


def why_no_words(meeting: Meeting, *, now: datetime) -> list[str]:
    """Return why nobody is asked to a meeting any more, in a letter or in words for a phone: nobody travels in vain."""
    if meeting.state != MeetingState.PLANNED:
        return ["It was called off." if meeting.state == MeetingState.CALLED_OFF else "It has been held."]
    return ["It has begun already."] if meeting.starts_at <= now else []


def why_no_papers_leave(meeting: Meeting, *, are_out: bool, reply_to: str, now: datetime) -> list[str]:
    """Return why no letters leave that say that papers are out. `are_out` is whether there is one that members may read."""
    reasons = why_nobody_is_asked(meeting, reply_to=reply_to, now=now)
    return reasons if are_out else [*reasons, "No paper is out yet: say of one on the meeting’s page that members have it."]


def why_nobody_is_told(meeting: Meeting, *, reply_to: str, now: datetime) -> list[str]:
    """Return why no letters leave that say that a meeting is called off."""
    reasons = [] if meeting.state == MeetingState.CALLED_OFF else ["It takes place after all."]
    if meeting.starts_at <= now:
        reasons.append("Its hour has gone by.")
    return reasons + _why_no_letters_at_all(meeting.panel, reply_to)


def _why_no_letters_at_all(panel: Panel, reply_to: str) -> list[str]:
    if panel.is_of_under_18s:
        return [CHILDREN]
    return [] if reply_to else ["Nobody would read an answer to the letter. Write an office’s e-mail address on the panel’s page first."]


def why_not_among(member: Membership) -> str:
    """Return why somebody is not asked to meetings at all; empty when they are."""
    if member.stage == Stage.LEFT:
        return GONE
    if member.stage == Stage.BREAK:
        return RESTING
    if member.kind == MemberKind.READER:
        return "They read and say what they think, and come to no meeting."
    return ""


def why_no_letter(member: Membership, person: Person | None, *, may_write: Iterable[str]) -> list[str]:
    """Return why no letter goes to one member. `may_write` is what consent says against writing (`ledger_mail`)."""
    if reason := why_not_among(member):
        return [reason]
    return why_not_written_to(member, person, may_write=may_write)


def why_no_papers(member: Membership, person: Person | None, *, may_write: Iterable[str]) -> list[str]:
    """Return why no letter says to one member that papers are out. A reader comes to no meeting, and reads them all the more."""
    return [RESTING] if member.stage == Stage.BREAK else why_not_written_to(member, person, may_write=may_write)


def why_not_written_to(member: Membership, person: Person | None, *, may_write: Iterable[str]) -> list[str]:
    """Return why no letter of any kind goes to one member, whatever it asks."""
    if member.stage == Stage.LEFT:
        return [GONE]
    if person is None:
        return ["They asked to be forgotten."]
    if is_of_a_child(member.panel, person):
        return [CHILD]
    if reasons := list(may_write):
        return reasons
    if person.channel in WITHOUT_NUMBER and not person.phone:
        return [WITHOUT_NUMBER[person.channel]]
    if person.channel in RATHER:
        return [RATHER[person.channel]]
    if person.email:
        return []
    return [ADDRESS if person.phone else NO_NUMBER]


def is_to_be_reminded(reply: str, *, asked_at: datetime | None, reminded_at: datetime | None, now: datetime) -> bool:
    """Return whether one more letter is right: to who has not said no, was asked some days ago, and was not reminded."""
    return reply != Reply.NO and reminded_at is None and asked_at is not None and asked_at <= now - RESTS


def answers_to(meeting: Meeting) -> list[str]:
    """Return what can be answered: coming online only where there is a room online, and nothing else where that is all there is."""
    coming = {Format.HYBRID: [Reply.YES, Reply.ONLINE], Format.ONLINE: [Reply.ONLINE]}.get(Format(meeting.format), [Reply.YES])
    return [*coming, Reply.MAYBE, Reply.NO]


def why_not_answer(meeting: Meeting, reply: str, *, now: datetime) -> list[str]:
    """Return why an answer is not taken now. Until the meeting ends it can be changed as often as somebody likes."""
    if meeting.state == MeetingState.CALLED_OFF:
        return ["This meeting was called off."]
    if meeting.ends_at <= now:
        return ["This meeting is over."]
    return [] if reply in answers_to(meeting) else ["Choose one of the answers."]
