"""Which alerts stand on a page, and what keeps one from going out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from home.choices import AlertLevel, AlertPlace

MOST_AT_ONCE = 2
LONGEST = timedelta(days=92)  # what is true for longer belongs on a page


@dataclass(frozen=True)
class Notice:
    """An alert as a page shows it, without its row."""

    level: str
    text: str
    from_at: datetime
    until_at: datetime
    place: str = AlertPlace.EVERYWHERE
    hub_page_id: int | None = None
    link: str = ""
    link_words: str = ""
    in_other_languages: tuple[tuple[str, str], ...] = ()

    def words_in(self, language: str) -> tuple[str, str]:
        """Return the words for a page's language and the language they are in; "" says the page's own."""
        known = dict(self.in_other_languages)
        return (known[language], "") if known.get(language) else (self.text, "en-gb")


@dataclass(frozen=True)
class Where:
    """What a page is to an alert: the front page, the page of a hub, a question that nobody should be kept from."""

    is_front: bool = False
    hub_page_id: int | None = None
    is_question: bool = False


def notices_for(notices: Iterable[Notice], where: Where, now: datetime) -> list[Notice]:
    """Return the alerts of a page just now: no more than two, the most urgent first. `notices` come in that order.

    Only what is urgent stands above a question: whoever is answering has begun to speak.
    """
    return [one for one in notices if one.from_at <= now < one.until_at and _belongs(one, where)][:MOST_AT_ONCE]


def _belongs(notice: Notice, where: Where) -> bool:
    if where.is_question and notice.level != AlertLevel.URGENT:
        return False
    if notice.place == AlertPlace.FRONT:
        return where.is_front
    return notice.place == AlertPlace.EVERYWHERE or (where.hub_page_id is not None and notice.hub_page_id == where.hub_page_id)


def why_not_put_out(*, level: str, begins: datetime, ends: datetime, now: datetime, others: Sequence[Sequence[Notice]]) -> list[str]:
    """Return why an alert cannot go out. `others` are those of its time, without this one: for each page on which it stands, those there.

    What is graver than others always goes out, for it stands before them. Of equals no third one does: it would push one out of sight.
    """
    reasons = []
    if ends <= begins:
        reasons.append("It ends before it begins. Look at the two days again.")
    elif ends <= now:
        reasons.append("That end has gone by. Choose a later one.")
    elif ends - max(begins, now) > LONGEST:
        reasons.append("That is longer than three months. What is true for so long belongs on a page.")
    standing = [_most_at_once(begins, level, on_a_page) for on_a_page in others]
    in_the_way = max(standing, key=len, default=[])
    if len(in_the_way) >= MOST_AT_ONCE:
        named = "; ".join(f"“{one.text}”" for one in in_the_way)
        reasons.append(f"Families see two alerts at most, and these stand there already. End one of them first: {named}")
    return reasons


def _most_at_once(begins: datetime, level: str, others: Sequence[Notice]) -> list[Notice]:
    as_grave = [one for one in others if AlertLevel.values.index(one.level) <= AlertLevel.values.index(level)]
    return max((_standing_at(moment, as_grave) for moment in _beginnings(begins, as_grave)), key=len)


def _beginnings(begins: datetime, others: Sequence[Notice]) -> set[datetime]:
    """Return the moments at which most could stand there: when this one begins, and when another does."""
    return {max(begins, one.from_at) for one in others} | {begins}


def _standing_at(moment: datetime, others: Sequence[Notice]) -> list[Notice]:
    return [one for one in others if one.from_at <= moment < one.until_at]
