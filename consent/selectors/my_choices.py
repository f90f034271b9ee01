"""What somebody reads of their own choices: each purpose in its own words, what they said and since when, and how to stop."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from consent.choices import Audience
from consent.choices.purposes_to_begin_with import BEGINNINGS
from consent.models import Partner, Person, Purpose, Wording
from consent.rules.ledger import may_say_yes
from consent.rules.standing import NOTHING_KNOWN, Standing
from consent.selectors import ledger
from core import questions

_BEGUN_WITH = {one.key: place for place, one in enumerate(BEGINNINGS)}


@dataclass(frozen=True)
class Choice:
    """One thing to say yes or no to, as the person reads it. `wording` is what they are shown today, `standing` what they said before.

    `is_asked_themselves` is false for a young person for whom somebody else decides still, `are_theirs` where the words are for other
    readers: then there is no yes to say, and stopping is everybody's, always.
    """

    purpose: Purpose
    partner: Partner | None
    wording: Wording
    standing: Standing
    is_asked_themselves: bool = True
    are_theirs: bool = True

    @property
    def may_say_yes(self) -> bool:
        """Whether a yes of theirs would be written down."""
        return self.is_asked_themselves and self.are_theirs

    @property
    def is_yes(self) -> bool:
        """Whether a yes holds."""
        return self.standing.is_yes

    @property
    def is_no(self) -> bool:
        """Whether they said no, or changed their mind."""
        return self.standing.is_no

    def is_about(self, key: str, partner_id: int | None) -> bool:
        """Return whether it is about a purpose, and about a partner where there is one."""
        return self.purpose.key == key and (self.partner.pk if self.partner else None) == partner_id

    @property
    def words(self) -> dict[str, str]:
        """What they are asked, in the words of today."""
        return self.wording.filled(self.partner)

    @property
    def agreed_words(self) -> dict[str, str]:
        """The exact words that what they said was about."""
        return self.standing.record.wording.filled(self.standing.record.partner) if self.standing.record else {}


@dataclass(frozen=True)
class Told:
    """One thing that is done without asking for a yes: its words, and whether they told us to stop using theirs."""

    purpose: Purpose
    wording: Wording
    is_stopped: bool
    since_on: date | None


def choices_of(person: Person, *, language: str, today: date) -> list[Choice]:
    """Return what somebody may say yes or no to, and what they said; those for a partner once for each partner we work with.

        What they are asked first is what they would ask for. What they cannot be asked is no question of theirs, and stands there only
    where something was decided about it: where there are no words for young people, or where it is nothing to them
    (consent.no_concern), as a panel's page is to who is on no panel.
    """
    words = sorted(_words(Purpose.objects.asked().in_use(), person, language), key=_place)
    known = {(line.purpose.pk, line.partner.pk if line.partner else None): line.standing for line in ledger.ledger_of(person, today=today)}
    partners = {one.pk: one for one in Partner.objects.filter(ended_on__isnull=True)}
    is_asked, for_whom = may_say_yes(person, today), _audience_of(person)
    nothing_to_them = frozenset[str]().union(*questions.consent_no_concern.answers(person_id=person.pk))
    found = []
    for wording in words:
        purpose = wording.purpose
        for partner in partners.values() if purpose.for_a_partner else [None]:
            stands = known.get((purpose.pk, partner.pk if partner else None), NOTHING_KNOWN)
            if (wording.audience != for_whom or purpose.key in nothing_to_them) and not stands.record:
                continue
            found.append(Choice(purpose, partner, wording, stands, is_asked, wording.audience == for_whom))
    return found


def choice_of(person: Person, *, key: str, partner_id: int | None, language: str, today: date) -> Choice | None:
    """Return one of somebody's choices; None for what is no choice of theirs."""
    mine = choices_of(person, language=language, today=today)
    return next((one for one in mine if one.is_about(key, partner_id)), None)


def words_shown(one: Choice, wording_id: int) -> Wording | None:
    """Return the words that a page showed; None for what are no published words of the same purpose."""
    return Wording.objects.published().filter(purpose=one.purpose, pk=wording_id).first()


def told(person: Person, *, language: str) -> list[Told]:
    """Return what is done without asking, with its words, and what they told us to stop."""
    stops = {purpose.pk: stop for purpose, stop in ledger.shown_to(person)}
    found = []
    for wording in _words(Purpose.objects.shown().in_use(), person, language):
        stop = stops.get(wording.purpose_id)
        found.append(Told(wording.purpose, wording, stop is not None, stop.stopped_on if stop else None))
    return found


def _words(purposes: "Iterable[Purpose]", person: Person, language: str) -> list[Wording]:
    """Return the words that somebody is shown for each purpose: for their age and in their language, where there are such."""
    wanted = _audience_of(person)
    rows = Wording.objects.current().filter(purpose__in=purposes).select_related("purpose").order_by("purpose__title")
    best: dict[int, Wording] = {}
    for row in rows:
        if row.language not in {language, settings.LANGUAGE_CODE} or row.audience not in {wanted, Audience.ADULTS}:
            continue
        held = best.get(row.purpose_id)
        if held is None or _fits(row, wanted, language) > _fits(held, wanted, language):
            best[row.purpose_id] = row
    return list(best.values())


def _place(wording: Wording) -> tuple[bool, int]:
    """Return where a purpose stands among the others: those for a partner last, a council's own after those that it began with."""
    return wording.purpose.for_a_partner, _BEGUN_WITH.get(wording.purpose.key, len(_BEGUN_WITH))


def _audience_of(person: Person) -> str:
    return Audience.YOUNG if person.is_young else Audience.ADULTS


def _fits(wording: Wording, audience: str, language: str) -> tuple[bool, bool]:
    return wording.audience == audience, wording.language == language
