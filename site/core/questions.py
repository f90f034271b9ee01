"""The questions that a lower floor may ask, answered from above (decision 0003).

Each is written as a function without a body: its signature is the contract, its docstring says what is asked. Who answers stands in
`settings.PROVIDERS` as dotted paths; `core/checks_questions.py` loads every one of them and compares signatures before the first request.

    reasons = [reason for found in questions.engagement_closing.answers(engagement_id=engagement.pk) for reason in found]

Only ids, days and words travel: the asker knows no model of those who answer. Providers are `<app>/provides.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, ParamSpec, TypeVar
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from accounts.models import User

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Question(Generic[P, R]):
    """One question: its name in PROVIDERS, and a function whose signature every provider has."""

    name: str
    shape: Callable[P, R]

    def providers(self) -> list[Callable[P, R]]:
        """Return who answers, in the order of the setting. Raises ImportError for a path that leads nowhere."""
        return [import_string(path) for path in settings.PROVIDERS.get(self.name, [])]

    def answers(self, *args: P.args, **kwargs: P.kwargs) -> list[R]:
        """Ask everybody; return one answer for each provider."""
        return [provider(*args, **kwargs) for provider in self.providers()]


QUESTIONS: dict[str, Question[..., Any]] = {}


def _named(name: str) -> Callable[[Callable[P, R]], Question[P, R]]:
    def keep(shape: Callable[P, R]) -> Question[P, R]:
        question = Question(name, shape)
        QUESTIONS[name] = question
        return question

    return keep


def ask(name: str) -> list[Callable[..., Any]]:
    """Return everybody who answers a question, by its name. Raises KeyError for a question that is not written here."""
    return QUESTIONS[name].providers()


# --- What an answer is made of --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Evidence:
    """Something that families said and that a decision can rest on."""

    text: str
    source: str
    heard_until_on: date
    href: str = ""


@dataclass(frozen=True)
class Reached:
    """How many of a group of families were reached. A count of people: shown only through core.small_numbers."""

    group: str
    number_of_people: int
    how: str


@dataclass(frozen=True)
class FamiliesLine:
    """One line of what families see of an engagement."""

    text: str
    href: str
    on: date | None = None


@dataclass(frozen=True)
class Held:
    """What we hold about a person under one heading, as rows of a label and a value in plain words."""

    heading: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Kept:
    """What could not be erased, why, and until when; None is for good."""

    what: str
    why: str
    until_on: date | None


@dataclass(frozen=True)
class Erased:
    """What came of an erasing."""

    number_of_records: int
    kept: tuple[Kept, ...] = ()


@dataclass(frozen=True)
class ReceiptLine:
    """What happened to one thing that the holder of a code said. Never the words themselves."""

    text: str
    answered: bool
    promised_on: date | None
    href: str = ""


@dataclass(frozen=True)
class RetentionKind:
    """A kind of record that is kept for a time, and how many of them are past it on the day asked."""

    name: str
    counted_from: str
    number_due: int


@dataclass(frozen=True)
class Attention:
    """One thing that waits for a member of staff."""

    text: str
    href: str
    due_on: date | None = None
    is_late: bool = False


# --- The questions --------------------------------------------------------------------------------------------------------


@_named("engagement.opening")
def engagement_opening(*, engagement_id: int) -> list[str]:
    """Why may this engagement not open yet? Reasons in words for staff; an empty list when nothing stands in the way."""
    raise NotImplementedError


@_named("engagement.closing")
def engagement_closing(*, engagement_id: int) -> list[str]:
    """Why may this engagement not close yet? Reasons in words for staff; an empty list when nothing stands in the way."""
    raise NotImplementedError


@_named("engagement.hubs_leaving")
def engagement_hubs_leaving(*, engagement_id: int, hub_ids: frozenset[int]) -> list[str]:
    """Why may these hubs not be taken off this engagement? Reasons in words for staff; an empty list when nothing stands in the way."""
    raise NotImplementedError


@_named("engagement.evidence")
def engagement_evidence(*, engagement_id: int) -> list[Evidence]:
    """What did families say here that a decision can rest on?"""
    raise NotImplementedError


@_named("engagement.reach")
def engagement_reach(*, engagement_id: int) -> list[Reached]:
    """Who was reached, by group and by the way they were reached?"""
    raise NotImplementedError


@_named("engagement.families_view")
def engagement_families_view(*, engagement_id: int, today: date) -> list[FamiliesLine]:
    """What of this engagement can families see and do on a day?"""
    raise NotImplementedError


@_named("person.export")
def person_export(*, person_id: UUID) -> list[Held]:
    """What do you hold about this person?"""
    raise NotImplementedError


@_named("person.erase")
def person_erase(*, person_id: UUID, today: date) -> Erased:
    """Erase this person from every store of yours, inside the asker's transaction; say what is kept and why."""
    raise NotImplementedError


@_named("consent.stop_use")
def consent_stop_use(*, consent_id: UUID, today: date) -> list[str]:
    """Stop using what this consent allowed; say in plain words what stopped."""
    raise NotImplementedError


@_named("receipt.show")
def receipt_show(*, receipt_hash: str, today: date) -> list[ReceiptLine]:
    """What happened to what the holder of this code said? An empty list when the code is not yours."""
    raise NotImplementedError


@_named("receipt.erase")
def receipt_erase(*, receipt_hash: str) -> Erased:
    """Erase what was said under this code."""
    raise NotImplementedError


@_named("retention.kinds")
def retention_kinds(*, today: date) -> list[RetentionKind]:
    """Which records do you keep for a time, and how many are past it?"""
    raise NotImplementedError


@_named("mail.may_leave")
def mail_may_leave(*, template: str, person_id: UUID | None) -> list[str]:
    """Why may this message not leave? Asked at the moment of sending; an empty list lets it go."""
    raise NotImplementedError


@_named("attention")
def attention(*, user: User, today: date) -> list[Attention]:
    """What needs this member of staff today?"""
    raise NotImplementedError


@_named("hub.pages")
def hub_pages(*, hub_id: int) -> list[int]:
    """Which Wagtail pages are the tops of what this hub's staff may edit? Their ids."""
    raise NotImplementedError
