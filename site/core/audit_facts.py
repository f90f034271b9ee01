"""What an entry of the audit trail says beside its act, in plain words: fields, days, hubs, posts, people and what was chosen."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model

from accounts.models import User
from core.models import AuditEntry, Hub, Post
from core.questions import record_called
from core.row_numbers import row_number
from core.second_look import ACTS

Codes = dict[str, str]  # by what the trail calls a record: what screens call it
Names = dict[type[Model] | None, dict[int, str]]  # by model and number: what may be named beside an act
PEOPLE = ("person", "colleague")  # facts that are a member of staff: 5, or "staff:5"; or somebody of a family: "P-7K3F"
OF_A_FAMILY = "P-"
# What a second look was needed for: what one may check oneself where that is allowed, and what nobody ever does.
_NEEDS = ACTS | {"sharing.sign": "Signing an agreement with a partner", "information.give": "Giving an answer under the information law"}
# Facts whose values are those of a field that has another name.
_FIELD_OF = {"kinds": "kind", "before": "state"}


def about(subject: str, codes: Codes) -> str:
    """Return what an entry is about: `feedback.WeDid:12` is "we did 12", a person is "person P-7K3F"."""
    model = model_of(subject)
    return f"{model._meta.verbose_name} {codes.get(subject) or subject.partition(':')[2]}" if model else subject


def codes_in(entries: Iterable[AuditEntry]) -> Codes:
    """Return the codes by which screens know what these entries are about, as far as it has one; as many queries however many entries."""
    told = {name for entry in entries for name in (entry.subject, str((_facts_of(entry.facts) or {}).get("about", "")))}
    return {name: code for found in record_called.answers(names=frozenset(told)) for name, code in found.items()}


def model_of(subject: str) -> type[Model] | None:
    """Return the model that an entry is about; nothing when it is one of an older release."""
    try:
        return apps.get_model(subject.partition(":")[0])
    except (LookupError, ValueError):
        return None


def names_in(entries: Iterable[AuditEntry]) -> Names:
    """Return the names of the hubs, posts and people that these entries name by number, for three queries at most."""
    told: dict[type[Model], set[int]] = {}
    for entry in entries:
        for model, pk in _ids_in(entry):
            told.setdefault(model, set()).add(pk)
    hubs = Hub.objects.in_bulk(told.get(Hub, ()))
    posts = Post.objects.select_related("hub").in_bulk(told.get(Post, ()))
    staff = User.objects.in_bulk(told.get(User, ()))
    return {
        Hub: {pk: hub.name for pk, hub in hubs.items()},
        Post: {pk: post.with_hub for pk, post in posts.items()},
        User: {pk: str(person) for pk, person in staff.items()},
    }


def person(actor: str, names: Names) -> str:
    """Return who `staff:5` or `system` is."""
    if actor == "system":
        return "Earshot itself"
    if actor.startswith(OF_A_FAMILY):
        return f"Somebody of a family ({actor})"
    pk = actor.removeprefix("staff:")
    return names[User].get(row_number(pk)) or f"A former colleague ({pk})"


def details(facts: str, model: type[Model] | None, names: Names, codes: Codes) -> str:
    """Return the facts of an entry about a model in words; as they stand when somebody spoiled them."""
    known = _facts_of(facts)
    if known is None:
        return facts
    return "; ".join(f"{key.replace('_', ' ')}: {_value(key, value, model, names, codes)}" for key, value in known.items())


def _facts_of(facts: str) -> dict[str, Any] | None:
    try:
        known = json.loads(facts)
    except ValueError:
        return None
    return known if isinstance(known, dict) else None


def _ids_in(entry: AuditEntry) -> Iterator[tuple[type[Model], int]]:
    """Yield the model and number of each row that an entry names."""
    facts = _facts_of(entry.facts) or {}
    yield from ((User, row_number(who.removeprefix("staff:"))) for who in (entry.actor, *(str(facts.get(key, "")) for key in PEOPLE)))
    if entry.hub_id:
        yield Hub, entry.hub_id
    moved = facts.get("moved")
    for line in moved if isinstance(moved, list) else []:
        name, parts = _move(str(line))
        related = getattr(_field(name, model_of(entry.subject)), "related_model", None)
        yield from ((related, row_number(value)) for _, value in parts if related)


def _value(key: str, value: object, model: type[Model] | None, names: Names, codes: Codes) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_one(key, str(one), model, names, codes) for one in value)
    return "none" if value in (None, "") else _one(key, str(value), model, names, codes)


def _one(key: str, value: str, model: type[Model] | None, names: Names, codes: Codes) -> str:
    if key == "moved":
        return _move_in_words(value, model, names)
    if key == "changed":
        return _field_in_words(value, model)
    if key in PEOPLE:
        return person(value, names)
    if key == "about":
        return about(value, codes)
    if key == "needs":
        return _NEEDS.get(value, value)
    return _choice_in_words(_FIELD_OF.get(key, key), value, model)


def _choice_in_words(name: str, value: str, model: type[Model] | None) -> str:
    """Return a chosen value as screens call it: by the field of that name of what the entry is about, else of any model of ours."""
    own = dict(getattr(_field(name, model), "flatchoices", ()))
    return str(own.get(value) or _choices().get((name, value), value))


@cache
def _choices() -> dict[tuple[str, str], Any]:
    """Return the words for each value of each field that offers a choice, by the field's name."""
    fields = (field for model in apps.get_models() for field in model._meta.get_fields())
    return {(field.name, str(value)): words for field in fields for value, words in getattr(field, "flatchoices", ())}


def _field(name: str, model: type[Model] | None) -> Any:
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:  # a field of an older release
        return None


def _field_in_words(name: str, model: type[Model] | None) -> str:
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


def _move_in_words(line: str, model: type[Model] | None, names: Names) -> str:
    """Return a line of core/saves.py in words: `hubs: with 3` is "hubs with Elm", `away_until_on: none to 2027-03-31` says the day."""
    name, parts = _move(line)
    known = names.get(getattr(_field(name, model), "related_model", None), {})
    said = " ".join(f"{word} {known.get(row_number(value)) or _state_or_day(name, value, model)}" for word, value in parts)
    return f"{_field_in_words(name, model)} {said}"


def _state_or_day(name: str, text: str, model: type[Model] | None) -> str:
    try:
        return f"{date.fromisoformat(text):%-d %B %Y}"
    except ValueError:
        return _choice_in_words(name, text, model)
