"""The audit trail in plain words: what each verb means, what an entry is about, who did it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.apps import apps
from django.utils import timezone

from accounts.models import User
from core.audit import written
from core.models import AuditEntry, Hub

# Every verb that any app writes, by name: this floor imports nothing from above (tests/core/test_audit_screens.py holds it to the code).
VERBS = {
    "accounts.account.close": "closed an account",
    "accounts.account.open": "opened an account",
    "accounts.second_step.reset": "reset somebody’s second step after a call-back",
    "core.audit.check": "checked the audit trail",
    "core.brand.edit": "changed the look and words",
    "core.invitation.accept": "came in by an invitation",
    "core.invitation.send": "invited a member of staff",
    "core.invitation.send_again": "sent an invitation again",
    "core.invitation.withdraw": "withdrew an invitation",
    "core.post.leave": "took somebody off a post",
    "core.post.take": "put somebody on a post",
    "core.role.give": "gave a role",
    "core.role.take": "took a role away",
    "core.second_look.agree": "agreed at a second look",
    "core.second_look.allow_self": "allowed self-checks after 24 hours",
    "core.second_look.ask": "asked for a second look",
    "core.second_look.send_back": "sent something back at a second look",
    "core.second_look.stop_self": "stopped self-checks",
    "core.second_look.withdraw": "withdrew a second look",
    "feedback.entry_point.put_up": "put up a poster",
    "feedback.entry_point.take_down": "took down a poster",
    "feedback.survey.close": "closed a survey",
    "feedback.survey.copy": "copied a survey",
    "feedback.survey.new_version": "put out a new version of a survey",
    "feedback.survey.open": "opened a survey to families",
    "feedback.theme.make": "made a theme",
    "feedback.theme.mark": "put a comment to a theme",
    "feedback.theme.merge": "merged two themes",
    "feedback.theme.reopen": "opened a theme again",
    "feedback.theme.take_no_further": "took a theme no further",
    "feedback.theme.unmark": "took a comment off a theme",
    "feedback.voice.refused": "was refused a comment",
    "feedback.we_did.drop": "threw a draft answer away",
    "feedback.we_did.publish": "published an answer",
    "feedback.we_did.write": "wrote an answer",
    "feedback.you_said.edit": "changed a “You said”",
    "feedback.you_said.raise": "raised a “You said”",
    "feedback.you_said.told": "noted how people were told",
    "participation.engagement.close": "closed an engagement",
    "participation.engagement.open": "opened an engagement",
    "participation.engagement.start": "started a hub’s everyday listening",
}


@dataclass(frozen=True)
class Line:
    """One entry as a data protection officer reads it."""

    at: datetime | None
    who: str
    did: str
    about: str
    where: str
    details: str
    seal: str


def in_words(verb: str) -> str:
    """Return a verb in plain words; one that nobody put into words yet is taken apart."""
    if verb in VERBS:
        return VERBS[verb]
    *_, thing, act = ["", *verb.split(".")]
    return f"{act}: {thing}".replace("_", " ").strip(": ")


def lines(entries: Iterable[AuditEntry]) -> dict[int, Line]:
    """Return a page of entries in words, by id, for two queries: names of staff and of hubs."""
    entries = list(entries)
    staff = User.objects.in_bulk([int(pk) for pk in {entry.actor.removeprefix("staff:") for entry in entries} if pk.isdecimal()])
    hubs = Hub.objects.in_bulk({entry.hub_id for entry in entries if entry.hub_id})
    return {
        entry.pk: Line(
            at=moment_of(entry.at),
            who=_who(entry.actor, staff),
            did=in_words(entry.verb),
            about=about(entry.subject),
            where=str(hubs.get(entry.hub_id or 0, "")),
            details=_details(entry.facts),
            seal=f"Seal {entry.sealed.seal.number}" if hasattr(entry, "sealed") else "Not sealed yet",
        )
        for entry in entries
    }


def about(subject: str) -> str:
    """Return what an entry is about: `feedback.WeDid:12` is "we did 12"."""
    label, _, pk = subject.partition(":")
    try:
        return f"{apps.get_model(label)._meta.verbose_name} {pk}"
    except (LookupError, ValueError):  # a model of an older release
        return subject


def moment_of(at: str) -> datetime | None:
    """Return a written moment in the time of here; nothing when somebody spoiled it."""
    try:
        return timezone.localtime(datetime.fromisoformat(at))
    except ValueError:
        return None


def _who(actor: str, staff: dict[int, User]) -> str:
    if actor == "system":
        return "Earshot itself"
    pk = actor.removeprefix("staff:")
    known = staff.get(int(pk)) if pk.isdecimal() else None
    return str(known) if known else f"A former colleague ({pk})"


def _details(facts: str) -> str:
    try:
        known = json.loads(facts)
    except ValueError:
        return facts
    return "; ".join(f"{key.replace('_', ' ')}: {_value(value)}" for key, value in known.items()) if isinstance(known, dict) else facts


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else "none" if value is None else str(value)


def bounds_of(day: date) -> tuple[str, str]:
    """Return the first moment of a day here and of the day after, as the trail writes moments."""
    first, following = (timezone.make_aware(datetime.combine(one, time.min)) for one in (day, day + timedelta(days=1)))
    return written(first), written(following)
