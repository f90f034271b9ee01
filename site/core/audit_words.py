"""The audit trail in plain words: what each verb means, what an entry is about, who did it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils import timezone

from accounts.models import User
from core.audit import written
from core.models import AuditEntry, Hub, Post
from core.row_numbers import row_number

# Every verb that any app writes, by name: this floor imports nothing from above (tests/core/test_audit_screens.py holds it to the code).
VERBS = {
    "accounts.account.close": "closed an account",
    "accounts.account.open": "opened an account",
    "accounts.council_account.join": "joined their council account to this one",
    "accounts.council_account.part": "parted their council account from this one",
    "accounts.email.change": "changed their e-mail address",
    "accounts.password.change": "changed their password",
    "accounts.second_step.add": "set up a second step",
    "accounts.second_step.remove": "removed a second step",
    "accounts.second_step.reset": "reset somebody’s second step after a call-back",
    "core.audit.check": "checked the audit trail",
    "core.brand.edit": "changed the look and words",
    "core.hub.add": "added a hub",
    "core.hub.edit": "changed a hub",
    "core.invitation.accept": "came in by an invitation",
    "core.invitation.send": "invited a member of staff",
    "core.invitation.send_again": "sent an invitation again",
    "core.invitation.withdraw": "withdrew an invitation",
    "core.locality.add": "added a locality",
    "core.locality.edit": "changed a locality",
    "core.post.add": "made a post",
    "core.post.edit": "changed a post",
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
    "feedback.survey.add": "began a survey",
    "feedback.survey.close": "closed a survey",
    "feedback.survey.delete": "deleted a draft survey",
    "feedback.survey.copy": "copied a survey",
    "feedback.survey.edit": "changed a survey’s draft or settings",
    "feedback.survey.new_version": "put out a new version of a survey",
    "feedback.survey.open": "opened a survey to families",
    "feedback.theme.make": "made a theme",
    "feedback.theme.mark": "put a comment to a theme",
    "feedback.theme.merge": "merged two themes",
    "feedback.theme.rename": "gave a theme another name",
    "feedback.theme.reopen": "opened a theme again",
    "feedback.theme.take_no_further": "took a theme no further",
    "feedback.theme.unmark": "took a comment off a theme",
    "feedback.voice.refused": "was refused a comment",
    "feedback.we_did.drop": "threw a draft answer away",
    "feedback.we_did.publish": "published an answer",
    "feedback.we_did.write": "wrote an answer",
    "feedback.you_said.edit": "changed a “You said”",
    "feedback.you_said.raise": "raised a “You said”",
    "feedback.you_said.take_down": "took an answer off the public pages",
    "feedback.you_said.told": "noted how people were told",
    "home.page.cancel_publishing": "called off the publishing of a page",
    "home.page.close_to_public": "closed a page to the public",
    "home.page.delete": "deleted a page",
    "home.page.move": "moved a page",
    "home.page.open_to_public": "opened a page to the public",
    "home.page.plan_publishing": "planned the publishing of a page",
    "home.page.publish": "published a page",
    "home.page.take_down": "took a page down",
    "participation.engagement.add": "planned an engagement",
    "participation.engagement.close": "closed an engagement",
    "participation.engagement.edit": "changed an engagement",
    "participation.engagement.open": "opened an engagement",
    "participation.engagement.start": "started a hub’s everyday listening",
}


Names = dict[type[Model] | None, dict[int, str]]  # of hubs and posts, by number: what may be named beside an act


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
    """Return a page of entries in words, by id, for three queries at most: names of staff and of hubs, titles of posts."""
    entries = list(entries)
    staff = User.objects.in_bulk([int(pk) for pk in {entry.actor.removeprefix("staff:") for entry in entries} if pk.isdecimal()])
    told = [one for entry in entries for one in _ids_in(entry)]
    hubs = Hub.objects.in_bulk({*(entry.hub_id for entry in entries if entry.hub_id), *(pk for model, pk in told if model is Hub)})
    posts = Post.objects.select_related("hub").in_bulk({pk for model, pk in told if model is Post})
    names: Names = {Hub: {pk: hub.name for pk, hub in hubs.items()}, Post: {pk: post.with_hub for pk, post in posts.items()}}
    return {
        entry.pk: Line(
            at=moment_of(entry.at),
            who=_who(entry.actor, staff),
            did=in_words(entry.verb),
            about=about(entry.subject),
            where=str(hubs.get(entry.hub_id or 0, "")),
            details=_details(entry.facts, _model_of(entry.subject), names),
            seal=f"Seal {entry.sealed.seal.number}" if hasattr(entry, "sealed") else "Not sealed yet",
        )
        for entry in entries
    }


def about(subject: str) -> str:
    """Return what an entry is about: `feedback.WeDid:12` is "we did 12"."""
    model = _model_of(subject)
    return f"{model._meta.verbose_name} {subject.partition(':')[2]}" if model else subject


def _model_of(subject: str) -> type[Model] | None:
    try:
        return apps.get_model(subject.partition(":")[0])
    except (LookupError, ValueError):  # a model of an older release
        return None


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


def _facts_of(facts: str) -> dict[str, Any] | None:
    try:
        known = json.loads(facts)
    except ValueError:  # somebody spoiled it
        return None
    return known if isinstance(known, dict) else None


def _details(facts: str, model: type[Model] | None, names: Names) -> str:
    known = _facts_of(facts)
    if known is None:
        return facts
    return "; ".join(f"{key.replace('_', ' ')}: {_value(key, value, model, names)}" for key, value in known.items())


def _value(key: str, value: object, model: type[Model] | None, names: Names) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, list):
        return "none" if value is None else str(value)
    if key == "moved":
        return ", ".join(_move_in_words(str(one), model, names) for one in value)
    return ", ".join(field_in_words(str(one), model) if key == "changed" else str(one) for one in value)


def _field(name: str, model: type[Model] | None) -> Any:
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:  # a field of an older release
        return None


def field_in_words(name: str, model: type[Model] | None) -> str:
    """Return the name of a field as its screen has it: `answer_by_on` is "answer families by"."""
    return str(getattr(_field(name, model), "verbose_name", name.replace("_", " ")))


def _move(line: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the parts of a line of core/saves.py: the field, and a word with each value: (from, old), (to, new), or (with, one)."""
    name, _, way = line.partition(": ")
    old, goes, new = way.partition(" to ")
    if goes:
        return name, [("from", old), ("to", new)]
    word, _, value = way.partition(" ")
    return name, [(word, value)]


def _ids_in(entry: AuditEntry) -> Iterator[tuple[type[Model], int]]:
    """Yield the model and number of each row that an entry says a field went from or to."""
    moved = (_facts_of(entry.facts) or {}).get("moved")
    for line in moved if isinstance(moved, list) else []:
        name, parts = _move(str(line))
        related = getattr(_field(name, _model_of(entry.subject)), "related_model", None)
        yield from ((related, row_number(value)) for _, value in parts if related)


def _move_in_words(line: str, model: type[Model] | None, names: Names) -> str:
    """Return a line of core/saves.py in words: `hubs: with 3` is "hubs with Elm", `away_until_on: none to 2027-03-31` says the day."""
    name, parts = _move(line)
    known = names.get(getattr(_field(name, model), "related_model", None), {})
    said = " ".join(f"{word} {known.get(row_number(value)) or _day_in_words(value)}" for word, value in parts)
    return f"{field_in_words(name, model)} {said}"


def _day_in_words(text: str) -> str:
    try:
        return f"{date.fromisoformat(text):%-d %B %Y}"
    except ValueError:
        return text


def bounds_of(day: date) -> tuple[str, str]:
    """Return the first moment of a day here and of the day after, as the trail writes moments."""
    first, following = (timezone.make_aware(datetime.combine(one, time.min)) for one in (day, day + timedelta(days=1)))
    return written(first), written(following)
