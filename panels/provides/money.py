"""What panels answer about money: what waits, what is held of somebody, what is past its time (core/questions.py)."""

from datetime import date
from uuid import UUID

from django.urls import reverse

from accounts.models import User
from core.querysets import may
from core.questions import Attention, Erased, Held, OldRecords, RowEnded
from panels.choices import ClaimState
from panels.models import Claim
from panels.selectors import claims
from panels.selectors import money_kept as selectors
from panels.selectors.months_to_sign import months_to_sign
from panels.services import money_kept as services


def what_waits(*, user: User, today: date) -> list[Attention]:
    """Answer attention: claims to look at, to pay, and to send on, and months to sign off; a query or two for each right somebody holds."""
    return [*_to_check(user, today), *_to_pay(user, today), *_to_send(user, today), *months_to_sign(user, today=today)]


def _to_check(user: User, today: date) -> list[Attention]:
    if not may(user, claims.APPROVE):
        return []
    rows = Claim.objects.visible_to(user, claims.APPROVE).to_check().exclude(entered_by=user).order_by("pay_by_on")
    return _one_line(rows.values_list("sent_on", "pay_by_on"), "Look at {} of panel members", "sent", "You agree to claims.", today)


def _to_pay(user: User, today: date) -> list[Attention]:
    if not may(user, claims.PAY):
        return []
    rows = Claim.objects.visible_to(user, claims.PAY).to_pay().order_by("pay_by_on")
    return _one_line(
        rows.values_list("checked_on", "pay_by_on"), "Pay {} of panel members", "checked", "You pay panel members back.", today
    )


def _to_send(user: User, today: date) -> list[Attention]:
    if not may(user, claims.EDIT):
        return []
    rows = Claim.objects.visible_to(user, claims.EDIT).back_or_late(today).order_by("sent_on")
    found = list(rows.values_list("state", "sent_on", "pay_by_on"))
    back = [(sent, None) for state, sent, _ in found if state == ClaimState.BACK]
    late = [(sent, due) for state, sent, due in found if state != ClaimState.BACK]
    why = "You write claims down."
    return [
        *_one_line(back, "Put right {} that came back", "back", why, today),
        *_one_line(late, "{} of panel members should have been paid by now", "late", why, today),
    ]


def _one_line(rows: object, words: str, show: str, why: str, today: date) -> list[Attention]:
    found: list[tuple[date, date | None]] = list(rows)  # type: ignore[call-overload]  # rows of two days each
    if not found:
        return []
    due = min((day for _, day in found if day), default=None)
    number = "1 claim" if len(found) == 1 else f"{len(found)} claims"
    since, is_late = min(day for day, _ in found), due is not None and due < today
    href = f"{reverse('claims:index')}?show={show}"
    return [Attention(words.format(number), href, why=why, since_on=since, due_on=due, is_late=is_late)]


def export_person(*, person_id: UUID) -> list[Held]:
    """Answer person.export: what somebody asked for, said about it, and got."""
    return selectors.held_about(person_id)


def erase_person(*, person_id: UUID, today: date) -> Erased:
    """Answer person.erase: what they said goes; what was paid stays under a code."""
    return services.forget(person_id=person_id, today=today)


def what_is_due(*, code: str, counted_until: date) -> list[str] | None:
    """Answer retention.due: money of financial years long over."""
    return selectors.due(code, counted_until)


def which_are_due(*, code: str, keys: list[str]) -> list[OldRecords] | None:
    """Answer retention.which: at which hubs, and from when to when."""
    return selectors.which(code, keys)


def find_one(*, code: str, typed: str) -> str | None:
    """Answer retention.find for claims and small sums."""
    return selectors.id_of(code, typed)


def end_one(*, code: str, key: str, today: date) -> RowEnded | None:
    """Answer retention.end: the claim or the sum goes, with its receipts."""
    return services.end(code, key)
