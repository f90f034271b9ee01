"""How well engagements listened: what is asked of each, what was said, what is open, and what Earshot can see by itself."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import Truncator

from core.answers import Evidence, Missing
from core.questions import engagement_evidence
from participation import lundy
from participation.choices import Element, Size, When
from participation.lundy import Item
from participation.models import ChecklistAnswer, CouncilItem, Engagement
from participation.rules import checklist as rules
from participation.rules.checklist import Counts

MOST_LETTERS = 500  # of what Earshot can see, as an answer keeps it
_PLACE = {(element, when): n for n, (element, when) in enumerate((element, when) for element in Element for when in When)}


@dataclass(frozen=True)
class ElementProfile:
    """How one element of an engagement stands: counts of items, never of people, with the word that sums them up and all of them in words.

    Counted is what can be asked at the engagement's stage (rules.checklist.asked_by).
    """

    element: Element
    counts: Counts
    word: str
    words: str


Profile = dict[Element, ElementProfile]


def as_item(row: CouncilItem) -> Item:
    """Return an item of the council's own in the shape of ours."""
    return Item(row.code, Element(row.element), When(row.when), row.question, is_councils=True)


def _asked(size: str, said: Container[str], councils: Iterable[CouncilItem]) -> list[Item]:
    if size == Size.EVERYDAY:
        return list(lundy.short_form())
    theirs = [as_item(one) for one in councils if one.is_active or one.code in said]
    return sorted([*lundy.ITEMS, *theirs], key=lambda one: _PLACE[one.element, one.when])


def sheet(engagement: Engagement, *, also: Collection[str] = ()) -> dict[Item, ChecklistAnswer]:
    """Return everything that is asked of an engagement, in order, with what was said; an open item has an answer that is not stored.

    A retired item of the council's stays where it was answered, and where somebody is answering it (`also`). Two queries.
    """
    return sheets([engagement], also=also)[engagement.pk]


def sheets(engagements: Iterable[Engagement], *, also: Collection[str] = ()) -> dict[int, dict[Item, ChecklistAnswer]]:
    """Return the same for many engagements, by their ids, for as many queries."""
    many = list(engagements)
    councils = list(CouncilItem.objects.all())
    said: dict[int, dict[str, ChecklistAnswer]] = defaultdict(dict)
    for row in ChecklistAnswer.objects.filter(engagement__in=many).select_related("owner__hub", "carried_from"):
        said[row.engagement_id][row.item] = row
    return {
        one.pk: _rows(one, said[one.pk], _asked(one.size, {*(code for code, row in said[one.pk].items() if row.said), *also}, councils))
        for one in many
    }


def _rows(engagement: Engagement, said: Mapping[str, ChecklistAnswer], asked: Iterable[Item]) -> dict[Item, ChecklistAnswer]:
    return {item: said.get(item.id) or _open(engagement, item) for item in asked}


def _open(engagement: Engagement, item: Item) -> ChecklistAnswer:
    return ChecklistAnswer(engagement=engagement, item=item.id, version=lundy.VERSION)


def progress_of(sheet: Mapping[Item, ChecklistAnswer]) -> dict[Element, Counts]:
    """Return the counts of each element over everything that is asked, also of what comes later."""
    return {element: rules.count(answer for item, answer in sheet.items() if item.element == element) for element in Element}


def profile_of(engagement: Engagement) -> Profile:
    """Return how the four elements of an engagement stand, each for itself: no number says it for all four."""
    return profiles_of([engagement])[engagement.pk]


def words_of(engagement: Engagement) -> dict[str, str]:
    """Return the word for each element of an engagement, as staff see it."""
    return {str(element): one.word for element, one in profile_of(engagement).items()}


def profiles_of(engagements: Iterable[Engagement]) -> dict[int, Profile]:
    """Return the profile of each engagement by its id. Two queries, however many there are."""
    many = list(engagements)
    rows = sheets(many)
    return {one.pk: _profile(rows[one.pk], rules.asked_by(one.stage, one.size)) for one in many}


def _profile(sheet: Mapping[Item, ChecklistAnswer], times: Collection[When]) -> Profile:
    by_now = {item: answer for item, answer in sheet.items() if item.when in times}
    counted = progress_of(by_now)
    return {
        element: ElementProfile(element, counts, rules.element_word(counts), rules.in_words(counts)) for element, counts in counted.items()
    }


def open_items(engagement: Engagement, *, elements: Collection[str], stage: str) -> list[Missing]:
    """Return the items of these elements and of one time (`choices.When`) that nobody answered, each with the place where it is done."""
    return [
        Missing(f"{item.element.label}, {item.id}: {item.question}", place_of(engagement.pk, item))
        for item, answer in sheet(engagement).items()
        if item.element in elements and item.when == stage and not answer.said
    ]


def place_of(engagement_id: int, item: Item) -> str:
    """Return the address of the workbench where an item stands."""
    return f"{reverse('checklist:tab', args=[engagement_id, item.element.value])}#{item.id}"


def suggestions(engagement: Engagement) -> dict[str, list[Evidence]]:
    """Return what Earshot can see by itself, by the item it speaks to. It fills in what shows an answer, and never gives one."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    for one in (each for answer in engagement_evidence.answers(engagement_id=engagement.pk) for each in answer):
        shortened = Evidence(Truncator(one.text).chars(MOST_LETTERS), one.source, one.heard_until_on, one.href[:MOST_LETTERS], one.items)
        for item in one.items:
            found[item].append(shortened)
    return found
