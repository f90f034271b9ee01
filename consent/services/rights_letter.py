"""How the answer to a request about data reaches whoever asked, also after they were erased (decision 0049)."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from consent.choices import Channel, SafeThere
from consent.models import LetterWay, Person, PutRight, RightsRequest, RightsWords
from consent.rules import rights as rules
from consent.rules.rights_clock import Clock
from consent.selectors.people import ids_of
from core import audit, contact
from core.text import normalise

SENT_WITHIN = timedelta(days=14)  # how long after the day on which the answer is due
LETTERS, TOLD = "Letters: ", "As they told us: "
WAY = "Who you are and how we reach you"
WHY_WAY = "Only so that this letter reaches you. We delete it as soon as you have it."
HOW_SAFE = {
    SafeThere.ONLY_RING: "Only ring. Leave no message, and say nothing to anybody else who answers. Send nothing there.",
    SafeThere.IN_PERSON: "Do not ring and do not write. Give them the letter in person, when nobody else is there.",
    SafeThere.NOT_ASKED: "Nobody asked whether it is safe to write to them. Ring, and ask for them alone, before anything is sent.",
}


def way_to(person: Person, told: str = "") -> str:
    """Return who gets a letter and how it reaches them, in lines: what is not safe is said, and not listed. `told` is what they told us."""
    phone = contact.phone_as_read(person.phone) if person.phone else ""
    ways = {"E-mail": person.email, "Phone": phone, "Letters": person.post_address}
    safe = SafeThere(person.safe)
    listed: set[str] = {SafeThere.IN_PERSON: set[str](), SafeThere.ONLY_RING: {"Phone"}}.get(safe, set(ways))
    lines = [person.name, HOW_SAFE.get(safe, "")]
    if person.channel and safe == SafeThere.YES:
        lines.append(f"Likes to be reached: {Channel(person.channel).label.lower()}")
    if safe == SafeThere.IN_PERSON and person.hub:
        lines.append(f"Their hub: {person.hub.name}")
    lines += [f"{way}: {words}" for way, words in ways.items() if words and way in listed]
    if told and told != person.name:
        lines.append(f"{TOLD}{told}")
    return "\n".join(line for line in lines if line)


def addressee(way: str) -> list[str]:
    """Return of such lines what stands on the letter itself: who they are, and their postal address where there is one."""
    lines = way.splitlines()
    found, is_address = lines[:1], False
    for line in lines[1:]:
        is_address = line.startswith(LETTERS) or (is_address and not line.startswith(TOLD))
        found += [line.removeprefix(LETTERS)] if is_address else []
    return found


def kept_way(request: RightsRequest) -> str:
    """Return how the letter reaches whom a request is about, before they are erased; of who was erased, what another letter kept."""
    person = request.about
    if person is None:
        return request.words.who
    if person.erased_on is None:
        return way_to(person, request.words.who)
    other = LetterWay.objects.filter(request__person__in=ids_of(person)).first()
    return other.way if other else ""


def keep_way(request: RightsRequest, *, way: str, clock: Clock, today: date) -> None:
    """Keep with an erased request how its letter reaches them, sealed, and list it as kept. Inside the transaction that erases them."""
    if not way:
        return
    until = max(clock.due_on or today, today) + SENT_WITHIN
    LetterWay.objects.create(request=request, way=way, until=until)
    request.outcome = [{"what": WAY, "why": WHY_WAY, "until": until.isoformat(), "is_way": True}, *request.outcome]


@transaction.atomic
def open_way(*, request: RightsRequest, by: User) -> str:
    """Return how the letter reaches them, and write down who looked. Empty where nothing is kept any more."""
    code = request.about.shown_code if request.about else ""
    audit.record("consent.rights.open_address", request, by=by, hub_id=request.hub_id, person=code)
    if request.erased_on:
        kept = LetterWay.objects.filter(request=request).first()
        return kept.way if kept else ""
    return kept_way(request) if request.is_waiting else ""


def forget_way(request: RightsRequest) -> None:
    """Forget how the letter reached them: they have it. What they told us of themselves goes where their own record says it."""
    LetterWay.objects.filter(request=request).delete()
    words = RightsWords.objects.get(request=request)
    if request.person_id and words.who:
        words.who = ""
        words.save(update_fields=["who"])


@transaction.atomic
def forget_old_ways(today: date) -> int:
    """Forget how to reach whoever was erased and whose letter was never said to be sent, after the day that the letter names."""
    rows = list(LetterWay.objects.select_for_update(of=("self",)).filter(until__lt=today).select_related("request"))
    for kept in rows:
        kept.delete()
        audit.record("consent.rights.forget_address", kept.request, by=None, hub_id=kept.request.hub_id)
    return len(rows)


@transaction.atomic
def keep_draft(*, request: RightsRequest, answer: str) -> None:
    """Keep what the letter says so far, sealed, whichever button was pressed. Once it is decided, nothing changes it."""
    row = RightsRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if not row.is_waiting or row.decided_on:
        return
    words = RightsWords.objects.get(request=row)
    if words.answer != answer:
        words.answer = answer
        words.save(update_fields=["answer"])


@transaction.atomic
def put_right(*, request: RightsRequest, what: str, by: User, today: date) -> None:
    """Write down what was put right, and where. Raises ValidationError with every reason why not."""
    row, what = RightsRequest.objects.select_for_update(of=("self",)).get(pk=request.pk), normalise(what).strip()
    if reasons := rules.why_not_put_right(row, what=what):
        raise ValidationError(reasons)
    PutRight.objects.create(request=row, what=what, on=today, by=by)
    audit.record("consent.rights.put_right", row, by=by)
