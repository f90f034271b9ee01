"""What somebody reads of their own choices: each purpose in its own words, what they said and since when, and how to stop."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from consent.choices import Audience, Stands
from consent.models import Partner, Person, Purpose, Wording
from consent.rules.ledger import NOTHING_KNOWN, Standing
from consent.selectors import ledger


@dataclass(frozen=True)
class Choice:
    """One thing to say yes or no to, as the person reads it. `wording` is what they are shown today, `standing` what they said before.

    `may_say_yes` is false for a young person for whom somebody else decides still: stopping is everybody's, always.
    """

    purpose: Purpose
    partner: Partner | None
    wording: Wording
    standing: Standing
    may_say_yes: bool = True

    @property
    def is_yes(self) -> bool:
        """Whether a yes holds."""
        return self.standing.is_yes

    @property
    def is_no(self) -> bool:
        """Whether they said no, or changed their mind."""
        return self.standing.state in {Stands.REFUSED, Stands.WITHDRAWN}

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
    """Return what somebody may say yes or no to, and what they said; those for a partner once for each partner we work with."""
    words = _words(Purpose.objects.asked().in_use(), person, language)
    known = {(line.purpose.pk, line.partner.pk if line.partner else None): line.standing for line in ledger.ledger_of(person, today=today)}
    partners = {one.pk: one for one in Partner.objects.filter(ended_on__isnull=True)}
    may_say_yes = not person.is_young or (person.ask_again_from is not None and person.ask_again_from <= today)
    found = []
    for wording in words:
        purpose = wording.purpose
        for partner in partners.values() if purpose.for_a_partner else [None]:
            stands = known.get((purpose.pk, partner.pk if partner else None), NOTHING_KNOWN)
            found.append(Choice(purpose, partner, wording, stands, may_say_yes))
    return found


def choice_of(person: Person, *, key: str, partner_id: int | None, language: str, today: date) -> Choice | None:
    """Return one of somebody's choices; None for what is no choice of theirs."""
    mine = choices_of(person, language=language, today=today)
    return next((one for one in mine if one.purpose.key == key and (one.partner.pk if one.partner else None) == partner_id), None)


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
    wanted = Audience.YOUNG if person.is_young else Audience.ADULTS
    rows = Wording.objects.current().filter(purpose__in=purposes).select_related("purpose").order_by("purpose__title")
    best: dict[int, Wording] = {}
    for row in rows:
        if row.language not in {language, settings.LANGUAGE_CODE} or row.audience not in {wanted, Audience.ADULTS}:
            continue
        held = best.get(row.purpose_id)
        if held is None or _fits(row, wanted, language) > _fits(held, wanted, language):
            best[row.purpose_id] = row
    return list(best.values())


def _fits(wording: Wording, audience: str, language: str) -> tuple[bool, bool]:
    return wording.audience == audience, wording.language == language
