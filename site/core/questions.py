"""The questions that a lower floor may ask, answered from above (decision 0003).

Each is written as a function without a body: its signature is the contract, its docstring says what is asked. Who answers stands in
`settings.PROVIDERS` as dotted paths; `core/checks_questions.py` loads every one of them and compares signatures before the first request;
`core/upward.py` is how they are asked.

    missing = [one for found in questions.engagement_closing.answers(engagement_id=engagement.pk) for one in found]

Only ids, days and words travel: the asker knows no model of those who answer. Providers are `<app>/provides.py`.
"""

from datetime import date, datetime
from uuid import UUID

from accounts.models import User
from core.answers import About as About
from core.answers import AskedOf as AskedOf
from core.answers import Attention as Attention
from core.answers import Coded as Coded
from core.answers import Erased as Erased
from core.answers import Evidence as Evidence
from core.answers import FamiliesSaid as FamiliesSaid
from core.answers import Foot as Foot
from core.answers import ForFamilies as ForFamilies
from core.answers import Hangs as Hangs
from core.answers import Held as Held
from core.answers import HeldRecord as HeldRecord
from core.answers import HeldRecords as HeldRecords
from core.answers import Kept as Kept
from core.answers import LawsClock as LawsClock
from core.answers import Missing as Missing
from core.answers import OldRecords as OldRecords
from core.answers import Reached as Reached
from core.answers import RetentionKind as RetentionKind
from core.answers import RowEnded as RowEnded
from core.answers import Section as Section
from core.imports.records import Kind
from core.upward import QUESTIONS as QUESTIONS
from core.upward import ask as ask
from core.upward import named


@named("engagement.opening")
def engagement_opening(*, engagement_id: int) -> list[Missing]:
    """What is still to do before this engagement may open? In words for staff; an empty list when nothing stands in the way."""
    raise NotImplementedError


@named("engagement.closing")
def engagement_closing(*, engagement_id: int) -> list[Missing]:
    """What is still to do before this engagement may close? In words for staff; an empty list when nothing stands in the way."""
    raise NotImplementedError


@named("engagement.asking")
def engagement_asking(*, engagement_id: int) -> list[Missing]:
    """Where can families still answer what this engagement asks? In words for staff, with the way to end it; empty when nowhere."""
    raise NotImplementedError


@named("engagement.finishing")
def engagement_finishing(*, engagement_id: int, today: date) -> list[Missing]:
    """Who can still finish an answer that they had begun in time, and until which day? In words for staff; empty when nobody can."""
    raise NotImplementedError


@named("engagement.hubs_leaving")
def engagement_hubs_leaving(*, engagement_id: int, hub_ids: frozenset[int]) -> list[str]:
    """Why may these hubs not be taken off this engagement? Reasons in words for staff; an empty list when nothing stands in the way."""
    raise NotImplementedError


@named("engagement.known_already")
def engagement_known_already(*, user: User, words: str, hub_ids: frozenset[int] | None) -> list[Evidence]:
    """What did families tell of this subject (`words`, as typed), what was promised or answered? What this user may read, no counts."""
    raise NotImplementedError


@named("engagement.evidence")
def engagement_evidence(*, engagement_id: int) -> list[Evidence]:
    """What did families say here that a decision can rest on?"""
    raise NotImplementedError


@named("engagement.reach")
def engagement_reach(*, engagement_ids: frozenset[int], since: date | None, until: date | None) -> list[Reached]:
    """How many of each group were heard at these engagements, by hub and by the way they were heard, from and up to a day?

    Asked for all of them at once, so that a page about two hundred costs what a page about one does. One line for each engagement, group,
    hub and way; whoever was heard by two ways is in two lines, and nobody adds them up.
    """
    raise NotImplementedError


@named("engagement.asked_of")
def engagement_asked_of(*, since: date, until: date) -> list[AskedOf]:
    """Which groups were asked between two days whether they are among who answers, in which engagement and where? Never how many did."""
    raise NotImplementedError


@named("engagement.families_view")
def engagement_families_view(*, engagement_id: int, today: date) -> list[FamiliesSaid]:
    """How did families say they were listened to? What anybody may see, once nobody can answer; in the reader's language, by point."""
    raise NotImplementedError


@named("engagement.for_families")
def engagement_for_families(*, engagement_id: int, today: date) -> list[ForFamilies]:
    """What can families do about this engagement today, and what came of it so far? Only what everybody may read."""
    raise NotImplementedError


@named("person.export")
def person_export(*, person_id: UUID) -> list[Held]:
    """What do you hold about this person?"""
    raise NotImplementedError


@named("person.erase")
def person_erase(*, person_id: UUID, today: date) -> Erased:
    """Erase this person from every store of yours, inside the asker's transaction; say what is kept and why."""
    raise NotImplementedError


@named("records.held")
def records_held(*, user: User, words: str, since: date | None, until: date | None, hub_ids: frozenset[int] | None) -> HeldRecords:
    """Which of your records that this user may read have all of these words, from and up to a day, at these hubs? None is every hub.

    Also drafts and what was taken down: held is held. Use `core.held_records.Search`, which bounds the answer.
    """
    raise NotImplementedError


@named("consent.stop_use")
def consent_stop_use(*, consent_id: UUID, today: date) -> list[str]:
    """Stop using what this consent allowed; say in plain words what stopped."""
    raise NotImplementedError


@named("consent.no_concern")
def consent_no_concern(*, person_id: UUID) -> frozenset[str]:
    """Which purposes (their keys) are nothing to this person today, so that they are not asked about them?"""
    raise NotImplementedError


@named("receipt.erase")
def receipt_erase(*, receipt_hash: str) -> Erased:
    """Erase what was said under this code. Raises core.answers.HeldBack, and nothing is erased, where it must be kept for now."""
    raise NotImplementedError


@named("receipt.known")
def receipt_known(*, receipt_hashes: frozenset[str]) -> list[str]:
    """Under which of these codes do you still hold something? Asked often, and with many: be cheap."""
    raise NotImplementedError


@named("retention.kinds")
def retention_kinds(*, today: date) -> list[RetentionKind]:
    """Which records do you keep for a time and forget by yourself, and how many are past it?"""
    raise NotImplementedError


@named("retention.due")
def retention_due(*, code: str, counted_until: date) -> list[str] | None:
    """Which of your records of this kind (consent/choices/retention.py) began their time on this day or before? Their ids, as text.

    How long that time is, the asker knows: it asks with the day that lies so far back. None when you keep nothing of this kind.
    """
    raise NotImplementedError


@named("retention.which")
def retention_which(*, code: str, keys: list[str]) -> list[OldRecords] | None:
    """At which hubs, and from when to when, are these records of yours? None when you keep nothing of this kind."""
    raise NotImplementedError


@named("retention.find")
def retention_find(*, code: str, typed: str) -> str | None:
    """Which record of this kind is meant by an id or a reference that was typed? Its id as `retention.due` has it, or None."""
    raise NotImplementedError


@named("record.called")
def record_called(*, names: frozenset[str]) -> dict[str, str]:
    """By which code or reference (P-7K3F) are these records of yours known, as the trail names them (`consent.Breach:6f1c…`)? No names."""
    raise NotImplementedError


@named("record.with_code")
def record_with_code(*, typed: str) -> Coded:
    """Which of your records have this code or reference, however it is typed, or are about who has it?"""
    raise NotImplementedError


@named("retention.end")
def retention_end(*, code: str, key: str, today: date) -> RowEnded | None:
    """Delete this one record, or take out of it what could tell who it was, inside the asker's savepoint. None when the kind is another's.

    What is gone already counts as ended. Whatever you raise is written down as "could not be done", and the others go on.
    """
    raise NotImplementedError


@named("health.fails")
def health_fails(*, now: datetime) -> list[str]:
    """What that must happen by itself has not happened in its time? In words; an empty list when all is well. Asked often: be cheap."""
    raise NotImplementedError


@named("mail.may_leave")
def mail_may_leave(*, template: str, person_id: UUID | None) -> list[str]:
    """Why may this message not leave? Asked at the moment of sending; an empty list lets it go."""
    raise NotImplementedError


@named("mail.foot")
def mail_foot(*, template: str, person_id: UUID) -> Foot | None:
    """What stands below this letter to somebody of a family, so that they can stop what it rests on? None where it rests on no yes."""
    raise NotImplementedError


@named("attention")
def attention(*, user: User, today: date) -> list[Attention]:
    """What needs this member of staff today?"""
    raise NotImplementedError


@named("post.hangs")
def post_hangs(*, post_ids: frozenset[int], today: date) -> list[Hangs]:
    """What hangs on these posts, and waits for whoever holds them next?"""
    raise NotImplementedError


@named("hub.pages")
def hub_pages(*, hub_id: int) -> list[int]:
    """Which Wagtail pages are the tops of what this hub's staff may edit? Their ids."""
    raise NotImplementedError


@named("hub.when_open")
def hub_when_open(*, hub_id: int) -> list[str]:
    """When is this hub open? A line for each day, then what is unusual soon, in the reader's language; an empty list where nobody said."""
    raise NotImplementedError


@named("panel.is_public")
def panel_is_public(*, panel_id: int) -> bool:
    """Can everybody read this panel's page now? What stands below it (how it works, flyer, form to join) is there only then."""
    raise NotImplementedError


@named("format.about")
def format_about(*, kind: str, key: str) -> About | None:
    """What of yours, for everybody to read, is this? None when the kind is another's, or there is no such thing."""
    raise NotImplementedError


@named("format.words")
def format_words(*, kind: str, key: str) -> list[Section]:
    """What does it say, in plain words and the order of reading? An empty list when it is not yours."""
    raise NotImplementedError


@named("import.kinds")
def import_kinds() -> list[Kind]:
    """Which kinds of list can be brought in (core/imports)?"""
    raise NotImplementedError


@named("sync.more")
def sync_more() -> None:
    """Put in place what must stand beside the groups after every `migrate`; running it again changes nothing."""
    raise NotImplementedError
