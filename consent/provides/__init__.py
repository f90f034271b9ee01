"""What consent answers to questions from below (core/questions.py). Named in settings.PROVIDERS."""

from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consent.choices import How
from consent.models import FormatRequest
from consent.rules import breaches as breach_rules
from consent.selectors import breaches, door, information, ledger_mail, ledger_uses, own_records, people, references, rights, sharing
from consent.selectors import formats as selectors
from consent.selectors import held as held_selectors
from consent.selectors import sharing_exports as exports
from consent.services import erasing, information_ending, letter_foot, purposes, sharing_exports
from consent.services import ledger as ledger_services
from consent.services.people_lists import PEOPLE
from core.held_records import Search
from core.imports.records import Kind
from core.querysets import reach
from core.questions import Attention, Coded, Erased, Foot, Hangs, Held, HeldRecords, LawsClock

NEARLY_OVER = timedelta(days=5)  # of a month, or of twenty working days, that the law gives

MOST_ADDRESSES = 5


def what_waits(*, user: User, today: date) -> list[Attention]:
    """Answer attention: questions about data, requests for another way, and young people who are to be asked themselves now."""
    return [
        *_asked_about_data(user, today),
        *_erasings_to_do(user),
        *_asked_in_another_way(user, today),
        *_to_ask_themselves(user, today),
        *_who_share_an_address(user),
    ]


def _asked_about_data(user: User, today: date) -> list[Attention]:
    return [
        Attention(
            text=f"{one.request}: {one.request.get_kind_display().lower()}",
            href=reverse("rights:one", args=[one.request.pk]),
            why="You answer people’s questions about their data.",
            since_on=one.request.received_on,
            due_on=one.clock.due_on or one.clock.acknowledge_by,
            is_late=one.is_late,
            clock=_clock(one.clock.due_on or one.clock.acknowledge_by, today, stands_still=one.clock.stands_still),
        )
        for one in rights.waiting_for(user, today)
    ]


def _clock(due_on: date | None, today: date, *, stands_still: bool) -> LawsClock:
    return LawsClock.DAYS_LEFT if due_on and due_on - today <= NEARLY_OVER and not stands_still else LawsClock.NONE


def _erasings_to_do(user: User) -> list[Attention]:
    return [
        Attention(
            text=f"{one}: erase {one.about}, whom nothing holds back any more",
            href=reverse("rights:one", args=[one.pk]),
            why="They asked to be forgotten, and a hold forbade it until it was lifted.",
            since_on=one.set_aside_on,
        )
        for one in rights.erasings_to_do(user)
    ]


def _to_ask_themselves(user: User, today: date) -> list[Attention]:
    return [
        Attention(
            text=f"Ask {person.shown_code} themselves: they were too young before",
            href=reverse("families:one", args=[person.pk]),
            why="You look after the families that we know.",
            since_on=person.ask_again_from,
        )
        for person in people.to_ask_themselves(user, today)
    ]


def _who_share_an_address(user: User) -> list[Attention]:
    """Tell those who serve the whole council: a colleague at one hub cannot see that another hub knows the address, too."""
    may_join = reach(user, people.MERGE) is None
    if not may_join and reach(user, rights.EDIT) is not None:
        return []
    found = door.sharing_an_address()
    why = "Neither comes in by the families’ door. "
    why += "Join them if it is one person, else correct one address." if may_join else "Ask whoever looks after the panel to put it right."
    lines = []
    for group in found[:MOST_ADDRESSES]:
        (one, _), (_, code) = group[:2]
        href = f"{reverse('families:merge', args=[one])}?other={code}" if may_join else reverse("families:one", args=[one])
        codes = [f"P-{one_code}" for _, one_code in group]
        lines.append(Attention(text=f"{', '.join(codes[:-1])} and {codes[-1]} have one e-mail address", href=href, why=why))
    if (left := len(found) - MOST_ADDRESSES) > 0:
        more = f"{left} more {'address stands' if left == 1 else 'addresses stand'} in two records"
        lines.append(Attention(text=more, href=reverse("families:index"), why="They come up here once those above are put right."))
    return lines


def _asked_in_another_way(user: User, today: date) -> list[Attention]:
    return [
        Attention(
            text=_in_a_line(request),
            href=reverse("format_requests:one", args=[request.pk]),
            why=why,
            since_on=request.asked_on,
            due_on=request.due_on,
            is_late=request.is_late,
        )
        for request, why in selectors.waiting_for(user, today)
    ]


def _in_a_line(request: FormatRequest) -> str:
    where = f", to pick up at {request.hub.name}" if request.how == How.PICK_UP and request.hub else ""
    return f"A family asks for “{request.title}” in another way{where}"


def export_person(*, person_id: UUID) -> list[Held]:
    """Answer person.export: who somebody is and how they want to be met."""
    return people.held_about(person_id)


def erase_person(*, person_id: UUID, today: date) -> Erased:
    """Answer person.erase: empty the record itself. Last of all who answer, so that the others can still read it."""
    return erasing.forget_person(person_id=person_id, today=today)


def import_kinds() -> list[Kind]:
    """Answer import.kinds: people whom a hub or a panel knows by name."""
    return [PEOPLE]


def begin_with_purposes() -> None:
    """Answer sync.more: a new council has sound purposes and words from its first `migrate`."""
    purposes.begin()


def why_mail_stays(*, template: str, person_id: UUID | None) -> list[str]:
    """Answer mail.may_leave: why a message to somebody of a family may not leave now. What goes to nobody we know is not ours to stop."""
    return ledger_mail.why_not_write(person_id, template) if person_id else []


def foot_of_letter(*, template: str, person_id: UUID) -> Foot | None:
    """Answer mail.foot: the link that stops what a letter rests on."""
    return letter_foot.foot_of(template=template, person_id=person_id)


def what_to_call_back(*, user: User, today: date) -> list[Attention]:
    """Answer attention: copies that are out after somebody changed their mind."""
    return [
        Attention(
            text=f"Somebody changed their mind. Call back “{task.use.title}”",
            href=reverse("take_downs:one", args=[task.pk]),
            why=why,
            since_on=task.opened_on,
            due_on=task.due_on,
            is_late=task.is_late,
        )
        for task, why in ledger_uses.waiting_for(user, today)
    ]


def what_they_decided(*, person_id: UUID) -> list[Held]:
    """Answer person.export: every decision with its exact words, how and when it was made, and what stands beside them."""
    return ledger_uses.export_of(person_id) + own_records.beside_decisions(person_id)


def erase_behind_decisions(*, person_id: UUID, today: date) -> Erased:
    """Answer person.erase: what their yeses allowed stops, names and scans go; the decisions stay as proof, and are about a code alone."""
    return ledger_services.erase(person_id=person_id, today=today)


def who_it_was_shared_with(*, person_id: UUID) -> list[Held]:
    """Answer person.export: to which partner something about them went, on which day, and what."""
    return exports.held_about(person_id)


def erase_files_for_partners(*, person_id: UUID, today: date) -> Erased:
    """Answer person.erase: files that nobody has fetched yet are deleted; that something was shared, and with whom, is kept."""
    return sharing_exports.forget(person_id=person_id, today=today)


def what_went_wrong(*, user: User, today: date) -> list[Attention]:
    """Answer attention: what went wrong with somebody's data, for the data protection officer, with its clock. Never what it was."""
    now = timezone.now()
    return [
        Attention(
            text=f"Something went wrong with somebody’s data: {waits}",
            href=reverse("breaches:one", args=[breach.pk]),
            why="You are a data protection officer.",
            since_on=timezone.localdate(breach.found_at),
            due_on=timezone.localdate(tell_by) if (tell_by := breach_rules.tell_by(breach)) else None,
            is_late=breach_rules.is_late(breach, now) and not breach.told_regulator_at,
            clock=LawsClock.HOURS_LEFT if tell_by else LawsClock.NONE,
        )
        for breach, waits in breaches.waiting_for(user, now)
    ]


def what_is_agreed(*, user: User, today: date) -> list[Attention]:
    """Answer attention: agreements to sign, and those to look at again."""
    to_sign = [
        Attention(f"Sign “{one.title}” with {one.partner}", reverse("sharing:one", args=[one.pk]), "You sign what somebody else wrote.")
        for one in sharing.to_sign(user)
    ]
    to_review = [
        Attention(
            text=f"Look at “{standing.agreement.title}” with {standing.agreement.partner} again",
            href=reverse("sharing:one", args=[standing.agreement.pk]),
            why=why,
            due_on=standing.review_on,
            is_late=standing.is_worrying,
        )
        for standing, why in sharing.waiting_for(user, today)
    ]
    return to_sign + to_review


def what_hangs(*, post_ids: frozenset[int], today: date) -> list[Hangs]:
    """Answer post.hangs: the agreements with partners that these posts look after."""
    words = "looks after {} agreement{} with partners".format
    numbers = sharing.numbers_to_look_after(post_ids)
    return [Hangs(post, words(number, "" if number == 1 else "s"), right=sharing.VIEW) for post, number in numbers]


def records_held(*, user: User, words: str, since: date | None, until: date | None, hub_ids: frozenset[int] | None) -> HeldRecords:
    """Answer records.held: how the council works with people’s data, never whose."""
    search = Search(words, since, until, hub_ids)
    held_selectors.held(search, user)
    return search.answer()


def what_is_asked_of_the_council(*, user: User, today: date) -> list[Attention]:
    """Answer attention: what was asked under the Freedom of Information Act, with its clock; and answers that wait for a second look."""
    looks = [
        Attention(
            text=f"{request}: an answer with words of families waits for your look",
            href=reverse("information:extract", args=[request.pk]),
            why="You decided none of it.",
        )
        for request in information.looks_to_give(user)
    ]
    waiting = [
        Attention(
            text=f"{one.request}: freedom of information{', a review' if one.clock.is_review else ''}",
            href=reverse("information:one", args=[one.request.pk]),
            why="We wait for what exactly they want." if one.clock.stands_still else "You answer what is asked of the council.",
            since_on=one.request.received_on,
            due_on=one.clock.due_on,
            is_late=one.is_late,
            clock=_clock(one.clock.due_on, today, stands_still=one.clock.stands_still),
        )
        for one in information.waiting_for(user, today)
    ]
    return looks + waiting


def erase_in_information_requests(*, person_id: UUID, today: date) -> Erased:
    """Answer person.erase: copies that name somebody, and wait to be given under the Freedom of Information Act, are taken off."""
    return information_ending.forget_person(person_id=person_id, today=today)


def called(*, names: frozenset[str]) -> dict[str, str]:
    """Answer record.called: people and what they decided, questions about data, requests under the information law, and breaches."""
    return references.called(names)


def with_code(*, typed: str) -> Coded:
    """Answer record.with_code; of a person also what they decided and asked."""
    return references.led_to_by(typed)
