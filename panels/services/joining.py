"""From "I'd like to join" to being on a panel: taking somebody in, ringing them, every step with its day, and joining or a kind end."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from consent.models import Person, Wording
from consent.selectors import introductions as introductions_selectors
from consent.services import introductions
from core import audit, clocks
from core.models import Hub, Post
from core.overtaken import refuse_if_overtaken
from core.write_lock import writing
from panels.choices import HowAgreed, MemberKind, Stage
from panels.choices.joining import MOST_CALLS, NEXT_CALL_DAYS, STEPS, CameOf, HowEnded, Step, Suits, Wants
from panels.models import Interest, InterestCall, InterestStep, Membership, Panel
from panels.rules import joining as rules
from panels.selectors import joining as selectors
from panels.selectors import terms as terms_selectors
from panels.services.member_notes import add_note
from panels.services.panels import held
from panels.services.terms import agree

FACTS = ("heard_through", "wants")
WHAT_SUITS = "What suits them"


def ask_to_join(*, panel: Panel, token: str, how_asked: str, said: Mapping[str, Any], yeses: Iterable[Wording], today: date) -> Interest:
    """Take in that somebody would like to join, by the form, once, however often it is sent: the same token gives the same interest.

    Who goes back and corrects something corrects that one, while nobody has done anything for it; later the first word holds. Nobody known
    is looked for or changed (decision 0058). `said` holds the words and facts of an introduction, and heard_through, suits and wants.
    Raises ValidationError by field, and where the panel cannot be joined so.
    """
    with writing():
        row = held(panel, None)
        if not rules.is_joined_by_form(row, today):
            raise ValidationError(rules.why_not_ask(row, today))
        key = selectors.key_of(token, row)
        sent = Interest.objects.select_for_update(of=("self",)).filter(panel=row, key_hash=key).first()
        if sent is None:
            return _written_down(row, how_asked, said, yeses, by=None, today=today, key_hash=key)
        if sent.introduction and sent.goes_on and sent.version == 1:
            said, yeses = _of_the_young(row, said, yeses)
            introductions.correct(introduction=sent.introduction, said=said, yeses=yeses, today=today)
            _keep_facts(sent, said)
            sent.how_asked = how_asked
            sent.save()
        return sent


@transaction.atomic
def write_down(*, panel: Panel, how_asked: str, said: Mapping[str, Any], by: User, today: date) -> Interest:
    """Write down somebody who asked on the phone, in person or on paper. Raises ValidationError with every reason why not."""
    row = held(panel, by, selectors.EDIT)
    if reasons := rules.why_not_ask(row, today):
        raise ValidationError(reasons)
    return _written_down(row, how_asked, said, (), by=by, today=today)


def _written_down(
    panel: Panel,
    how_asked: str,
    said: Mapping[str, Any],
    yeses: Iterable[Wording],
    *,
    by: User | None,
    today: date,
    key_hash: str | None = None,
) -> Interest:
    said, yeses = _of_the_young(panel, said, yeses)
    row = Interest(panel=panel, how_asked=how_asked, came_on=today, owner=panel.coordinator, key_hash=key_hash)
    row.introduction = introductions.take_in(said=said, yeses=yeses, today=today)
    row.due_on = clocks.working_days_after(today, STEPS[Step.CALL_BACK].within_days)
    row.look_first = by is None and selectors.has_many_forms(panel, today)
    _keep_facts(row, said)
    row.save(force_insert=True)
    audit.record("panels.interest.come", row, by=by, hub_id=panel.hub_id, how_asked=how_asked)
    return row


def _of_the_young(panel: Panel, said: Mapping[str, Any], yeses: Iterable[Wording]) -> tuple[dict[str, Any], tuple[Wording, ...]]:
    """Return what is kept of somebody who may be young: they agree to nothing here, as the words are for grown-ups."""
    is_young = bool(said.get("is_young")) or panel.is_of_under_18s
    return {**said, "is_young": is_young}, () if is_young else tuple(yeses)


def _keep_facts(row: Interest, said: Mapping[str, Any]) -> None:
    for name in FACTS:
        setattr(row, name, said.get(name, ""))
    row.suits = [one for one in said.get("suits", ()) if one in Suits.values]


def open_introduction(*, interest: Interest, by: User) -> dict[str, str]:
    """Return what somebody told us of themselves, by its heading, and write down who looked; nothing once they are known.

    Who would like to join a panel of under-18s is opened by its two workers alone: raises PermissionDenied for everybody else.
    """
    if not selectors.may_open(interest, by, clocks.today()):
        raise PermissionDenied
    if interest.introduction is None:
        return {}
    found = introductions.open_introduction(introduction=interest.introduction, by=by, hub_id=interest.panel.hub_id)
    return selectors.opened(found)


def _locked(interest: Interest, by: User, seen: str | None, right: str = selectors.EDIT, *, known: Person | None = None) -> Interest:
    """Return the interest anew, held after its panel and who it is about, as an erasing holds them: first the person, then the rest.

    Who pressed a button of an old page is told so: raises Overtaken, and ValidationError where it is gone, or where it is about a panel of
    under-18s and `by` is neither of its two workers.
    """
    panel = held(interest.panel, by, right)
    for person in filter(None, (selectors.whose(interest), known)):
        Person.objects.select_for_update(of=("self",)).filter(pk=person.pk).first()
    row = Interest.objects.select_for_update(of=("self",)).filter(pk=interest.pk).first()
    if row is None:
        raise ValidationError(["It was deleted meanwhile."])
    row.panel = panel
    _refuse(rules.why_not_act_for(may_open=selectors.may_open(row, by, clocks.today())))
    refuse_if_overtaken(seen=seen, now=str(row.version))
    return row


def _saved(row: Interest, verb: str, by: User, **facts: Any) -> None:
    row.version += 1
    row.look_first = False
    row.save()
    audit.record(f"panels.interest.{verb}", row, by=by, hub_id=row.panel.hub_id, **facts)


@transaction.atomic
def rang(*, interest: Interest, came_of: str, by: User, today: date, is_all_right: bool = False, seen: str | None = None) -> Interest:
    """Write down a call. Where somebody who waited for it was reached, the chat is next; where nobody answered, the next try has its day.

    `is_all_right` says that the safeguarding lead agreed to it where we were told not to ring. Raises ValidationError when it has ended,
    for what can come of no call, and where nobody agreed.
    """
    row = _locked(interest, by, seen)
    safe = selectors.safe_to_reach(row)
    reasons = rules.why_not_ring(row, safe=safe, is_all_right=is_all_right)
    if came_of not in CameOf.values:
        reasons.append("Say what came of it: reached, or no answer.")
    _refuse(reasons)
    InterestCall.objects.create(interest=row, on=today, came_of=came_of, by=by)
    if came_of == CameOf.NO_ANSWER and selectors.number_not_reached(row) < MOST_CALLS:
        row.due_on = max(row.due_on, clocks.working_days_after(today, NEXT_CALL_DAYS))
    if came_of == CameOf.REACHED and row.step == Step.CALL_BACK:
        _go_on(row, by, today)
    _saved(row, "ring", by, came_of=came_of, safe=safe)
    return row


@transaction.atomic
def do_step(*, interest: Interest, due_on: date | None, owner: Post | None, by: User, today: date, seen: str | None = None) -> Interest:
    """Say that the step is done, and whose turn the next one is, by when. Raises ValidationError with every reason why not."""
    row = _locked(interest, by, seen)
    _refuse(rules.why_not_done(row, due_on=due_on, owner=owner, today=today))
    step = row.step
    _go_on(row, by, today, due_on=due_on, owner=owner)
    _saved(row, "step", by, step=step)
    return row


def _go_on(row: Interest, by: User, today: date, *, due_on: date | None = None, owner: Post | None = None) -> None:
    """Put the done step away, and the next one in its place: the coordinator's, within its own days, unless it is said otherwise."""
    InterestStep.objects.create(interest=row, step=row.step, owner=row.owner, due_on=row.due_on, done_on=today, done_by=by)
    row.step = STEPS[row.step].then
    row.owner = owner or row.panel.coordinator
    row.due_on = due_on or clocks.working_days_after(today, STEPS[row.step].within_days)
    row.ask_again_on = None


@transaction.atomic
def ask_again_later(*, interest: Interest, on: date | None, by: User, today: date, seen: str | None = None) -> Interest:
    """They said: not now. The same step waits until the day that they named. Raises ValidationError with every reason why not."""
    row = _locked(interest, by, seen)
    _refuse(rules.why_not_later(row, on=on, today=today, kept_until=selectors.kept_until_of(row)))
    assert on is not None
    row.ask_again_on, row.due_on = on, on
    _saved(row, "later", by, until=on.isoformat())
    return row


@transaction.atomic
def make_known(
    *,
    interest: Interest,
    name: str,
    hub: Hub | None,
    by: User,
    today: date,
    known_id: str = "",
    is_another: bool = False,
    seen: str | None = None,
) -> introductions.Known:
    """Make a person of who asked, or say whom of those we know it is; then what they told us of themselves is deleted here.

    Without a `name` they are called as they said themselves. `known_id` is one of those who have the same address or number, and nobody
    else. What families sent by a form waits until somebody
    talked with them. Raises ValidationError, by field or not.
    """
    known = introductions_selectors.alike(by, interest.introduction).with_id(known_id) if known_id and interest.introduction else None
    row = _locked(interest, by, seen, known=known)
    _refuse(rules.why_not_make_known(row, was_reached=selectors.was_reached(row)))
    found = row.introduction
    if found is None:
        raise ValidationError(["They are known already."])
    if known_id and known is None:
        raise ValidationError(["This record does not have the same address or number. Look at the page again."])
    if known is None and not selectors.may_write_down_at(by, hub):
        raise ValidationError({"hub": "Choose the hub that knows them, one of yours."})
    source = selectors.source_of(row)
    done = introductions.make_known(
        introduction=found, name=name or found.name, hub=hub, by=by, today=today, known=known, is_another=is_another, source=source
    )
    row.introduction, row.person = None, done.person
    _saved(row, "make_known", by, was_known=known is not None)
    introductions.forget([found])
    return done


@transaction.atomic
def join(
    *,
    interest: Interest,
    kind: str,
    how_agreed: str,
    by: User,
    today: date,
    agrees_to: int = 0,
    keeps_what_suits: bool = False,
    seen: str | None = None,
) -> Membership:
    """Put somebody on the panel: from now on they get to know it. How the panel works, where it adopted that, is agreed to with it.

    `agrees_to` is the number of the version that they read and said yes to, 0 for none.
    The interest keeps where they heard of it and nothing of who they are; what suits them becomes a note about the member only where
    whoever presses the button says so. Raises ValidationError with every reason why not.
    """
    row = _locked(interest, by, seen, selectors.JOIN)
    person = selectors.whose(row)
    terms = terms_selectors.in_force(row.panel)
    is_on_it = bool(person and selectors.is_on(row.panel, person))
    reasons = rules.why_not_join(row, panel=row.panel, person=person, is_on_it=is_on_it, terms=terms, agrees_to=agrees_to, today=today)
    if kind not in MemberKind.values:
        reasons.append("Choose as what they join.")
    if terms and agrees_to and how_agreed not in HowAgreed.values:
        reasons.append("Say how they agreed.")
    _refuse(reasons)
    membership = Membership.objects.create(panel=row.panel, person=person, kind=kind, stage=Stage.INDUCTION, joined_on=today)
    if terms:
        agree(terms=terms, members=[membership], on=today, how=how_agreed, by=by, today=today)
    InterestStep.objects.get_or_create(
        interest=row, step=row.step, defaults={"owner": row.owner, "due_on": row.due_on, "done_on": today, "done_by": by}
    )
    if keeps_what_suits and row.suits:
        add_note(member=membership, words=f"{WHAT_SUITS}: {', '.join(row.what_suits)}.", by=by, today=today)
    row.person, row.membership, row.suits, row.wants = None, membership, [], ""
    row.how_ended, row.ended_on, row.ask_again_on, row.key_hash = HowEnded.JOINED, today, None, None
    _saved(row, "join", by, terms=terms.number if terms else 0)
    return membership


@transaction.atomic
def end(*, interest: Interest, how: str, because: str, by: User, today: date, seen: str | None = None) -> None:
    """They do not go on, for a reason only where they offered it, or nobody could reach them. Raises ValidationError."""
    row = _locked(interest, by, seen)
    _refuse(rules.why_not_end(row, how=how, because=because, number_of_calls=selectors.number_not_reached(row)))
    row.how_ended, row.ended_on, row.ask_again_on = how, today, None
    row.ended_because = because if how == HowEnded.NO else ""
    _saved(row, "end", by, how=how)


def kind_wanted(interest: Interest) -> str:
    """Return as what somebody would join who said how they want to take part."""
    if interest.wants == Wants.ONE_MEETING:
        return MemberKind.GUEST
    return MemberKind.READER if interest.wants in {Wants.READER, Wants.ONE_QUESTION} else MemberKind.MEMBER


def _refuse(reasons: list[str]) -> None:
    if reasons:
        raise ValidationError(reasons)
