"""What the floor of pages answers when a lower floor asks (core/questions.py)."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Window
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core import brand
from core.clocks import is_late
from core.held_records import Search
from core.imports.records import Kind
from core.models import ImportRun
from core.querysets import may, reach
from core.questions import About, Attention, Erased, Hangs, HeldRecords, OldRecords, RetentionKind, RowEnded, Section
from core.record_ids import id_typed
from core.selectors.posts import why_mine
from home import selectors
from home.models import HubImage, HubPage, OfferPage, PanelPage
from home.querysets import on_show
from home.selectors import held as held_selectors
from home.selectors import in_plain_words, kept_true, photos
from home.selectors.imports import waiting_drafts
from home.selectors.looks import Look, looks_to_give, sent_and_back
from home.services import photos as photo_services
from home.services import photos_erasing
from home.services.imports.kinds import KINDS
from home.services.looks import sync_workflow

MOST_NAMED = 3
EDIT = "wagtailimages:edit"
PHOTOS = "photos"  # the kind of record (consent/choices/retention.py)


def hub_pages(*, hub_id: int) -> list[int]:
    """Return the page of a hub: what stands below it is the hub's as well."""
    return list(HubPage.objects.filter(hub_id=hub_id).values_list("pk", flat=True))


def hub_when_open(*, hub_id: int) -> list[str]:
    """Answer hub.when_open: the opening times as the page of the hub has them."""
    return in_plain_words.when_open(hub_id)


def panel_is_public(*, panel_id: int) -> bool:
    """Answer panel.is_public: whether a page of this panel is on show; one query."""
    return bool(on_show(PanelPage.objects.filter(panel=panel_id)).exists())


def what_hangs(*, post_ids: frozenset[int], today: date) -> list[Hangs]:
    """Answer post.hangs: the pages that these posts keep right."""
    numbers = selectors.numbers_of_pages_kept_by(post_ids)
    return [Hangs(post, f"keeps {number} page{'' if number == 1 else 's'} right", right="service.check") for post, number in numbers]


def what_it_is_about(*, kind: str, key: str) -> About | None:
    """Answer format.about for every page that everyone may see."""
    return in_plain_words.page_about(kind, key)


def words_in_plain(*, kind: str, key: str) -> list[Section]:
    """Answer format.words for every page that everyone may see."""
    return in_plain_words.page_words(kind, key)


def import_kinds() -> list[Kind]:
    """Answer import.kinds: hubs, services, and directories that speak Open Referral UK."""
    return KINDS


def drafts_to_read(*, user: User, today: date) -> list[Attention]:
    """Answer attention: drafts that came in more than a day ago, and nobody has read yet."""
    return [
        Attention(
            text=f"{number} imported {'service waits' if number == 1 else 'services wait'} to be read",
            href=f"{reverse('imports:run', args=[run.pk])}?show=made",
            why=f"{_who_brought_in(run, user)} Families see each when an editor has read and published it.",
            since_on=timezone.localdate(run.applied_at) if run.applied_at else None,
        )
        for run, number in waiting_drafts(user, before=timezone.now() - timedelta(days=1))
    ]


def _who_brought_in(run: ImportRun, user: User) -> str:
    return "You brought them in." if run.by == user else "Nobody who is here brought them in, so they wait for all who may bring in lists."


def pages_waiting(*, user: User, today: date) -> list[Attention]:
    """Answer attention: pages that wait for a look by who may publish them, and pages of one's own that came back with a remark."""
    to_give = [
        Attention(f"“{look.title}” waits for your look", reverse("look_at_page", args=[look.number]), _sent(look), look.since)
        for look in looks_to_give(user)
    ]
    back = [
        Attention(
            f"“{look.title}” came back with a remark",
            reverse("wagtailadmin_pages:edit", args=[look.page.pk]),
            f"It says: {look.remark}" if look.remark else "You sent it for a look.",
            look.since,
        )
        for look in sent_and_back(user)
    ]
    return [*to_give, *back]


def _sent(look: Look) -> str:
    return f"Sent by {', '.join(look.who)}; you may publish it."


def sync_page_looks() -> None:
    """Answer sync.more: the one step between a draft and families stands after every `migrate`."""
    sync_workflow()


def what_the_offer_lacks(*, user: User, today: date) -> list[Attention]:
    """Answer attention: whoever keeps all pages hears of each gap in the offer; of many gaps the first, and how many more."""
    page = OfferPage.objects.live().first()
    if page is None or reach(user, "page.edit") is not None:
        return []
    why = "You keep all pages, and every council must publish this."
    gaps = [gap for gap in selectors.gaps_of_the_offer() if not gap.is_sent]  # that one waits for who is to look at it
    named = [_gap(gap, why) for gap in gaps[:MOST_NAMED]]
    if number_more := len(gaps) - len(named):
        more = f"No page yet for {number_more} more line{'s' if number_more > 1 else ''} of the offer"
        named.append(Attention(more, reverse("wagtailadmin_pages:edit", args=[page.pk]), why))
    return named


def _gap(gap: selectors.OfferGap, why: str) -> Attention:
    if gap.draft is None:
        return Attention(f"No page yet for {gap.line.staff_words}", gap.add_at, why)
    text = f"No page yet for {gap.line.staff_words}: “{gap.draft.draft_title}” is not published"
    return Attention(text, reverse("wagtailadmin_pages:edit", args=[gap.draft.pk]), why)


def services_to_keep_right(*, user: User, today: date) -> list[Attention]:
    """Answer attention: what somebody said is wrong on the pages this person keeps, which of them want checking, statements to review."""
    if not may(user, kept_true.RIGHT):
        return []
    return [*_wrong(user, today), *_to_check(user, today), *_statements(user, today)]


def _wrong(user: User, today: date) -> list[Attention]:
    found = kept_true.reports_waiting_for(user, today).defer("words").annotate(of_all=Window(Count("pk")))
    reports, mine = list(found[: MOST_NAMED + 1]), why_mine(user, today)
    lines = [
        Attention(
            text=f"{report.get_said_by_display()} says that something is wrong on “{report.page.title}”",
            href=f"{reverse('wrong_reports')}#report-{report.pk}",
            why=mine.get(report.page.kept_by_id or 0, kept_true.NOBODYS),
            since_on=report.said_on,
            due_on=report.due_on,
            is_late=report.is_late,
        )
        for report in reports[:MOST_NAMED]
    ]
    for first in reports[MOST_NAMED:]:  # promised first in front: where the first of the rest is not late, none is
        more = first.of_all - MOST_NAMED
        text = f"{more} more {'say' if more > 1 else 'says'} that something is wrong on a page"
        lines.append(Attention(text, reverse("wrong_reports"), "You keep these pages right.", first.said_on, first.due_on, first.is_late))
    return lines


def _to_check(user: User, today: date) -> list[Attention]:
    """One line for all: they are checked in one go, on one list."""
    due = kept_true.checks_due(user, today)
    if not due.number:
        return []
    if due.number == 1:
        text = f"Nobody has checked “{due.title}” for a while: is it still right?" if due.ran_out else f"Is “{due.title}” still right?"
        why = why_mine(user, today).get(due.kept_by_id or 0, kept_true.NOBODYS)
    else:
        told = f": families are told of {due.ran_out} that nobody has checked" if due.ran_out else ""
        text, why = f"{due.number} services want checking{told}", "You keep these pages right."
    return [Attention(text, f"{reverse('services_to_check')}?due=now", why, due.since, is_late=bool(due.ran_out))]


def _statements(user: User, today: date) -> list[Attention]:
    if not kept_true.keeps_all_pages(user):
        return []
    return [
        Attention(
            text=f"Review “{page.title}”",
            href=reverse("wagtailadmin_pages:edit", args=[page.pk]),
            why="You keep all pages, and the statement promises a review.",
            due_on=page.review_by_on,
            is_late=page.review_by_on is not None and is_late(page.review_by_on, today),
        )
        for page in kept_true.statements_to_review(today)
    ]


def pictures_to_say_whom(*, user: User, today: date) -> list[Attention]:
    """Answer attention: pictures of which nobody has said whether they show people, as when many were put in at once."""
    if not may(user, photos.RIGHT):
        return []
    found = list(photos.unanswered_for(user).annotate(of_all=Window(Count("pk")))[: MOST_NAMED + 1])
    why = "You look after pictures. Until somebody says so it can be chosen for no page, and no family sees it."
    lines = [
        Attention(f"Say whether “{image.title}” shows people", reverse(EDIT, args=[image.pk]), why, timezone.localdate(image.created_at))
        for image in found[:MOST_NAMED]
    ]
    for first in found[MOST_NAMED:]:
        more = first.of_all - MOST_NAMED
        text = f"Say of {more} more picture{'s' if more > 1 else ''} whether {'they show' if more > 1 else 'it shows'} people"
        lines.append(Attention(text, reverse(EDIT, args=[first.pk]), why))
    return lines


def put_pictures_away(*, consent_id: UUID, today: date) -> list[str]:
    """Answer consent.stop_use: pictures that rest on this yes."""
    return photo_services.stop_using(consent_id=consent_id, today=today)


def erase_pictures(*, person_id: UUID, today: date) -> Erased:
    """Answer person.erase: pictures of them, with the words beside them."""
    return photos_erasing.erase(person_id=person_id, today=today)


def what_is_due(*, code: str, counted_until: date) -> list[str] | None:
    """Answer retention.due for pictures of people."""
    return photos.due(counted_until) if code == PHOTOS else None


def which_are_due(*, code: str, keys: list[str]) -> list[OldRecords] | None:
    """Answer retention.which for pictures of people: since when."""
    return photos.which(keys) if code == PHOTOS else None


def find_one(*, code: str, typed: str) -> str | None:
    """Answer retention.find for pictures of people."""
    return id_typed(typed, HubImage.objects.all()) if code == PHOTOS else None


def end_one(*, code: str, key: str, today: date) -> RowEnded | None:
    """Answer retention.end for pictures of people."""
    return photo_services.end(int(key), today) if code == PHOTOS else None


def kept_for_a_time(*, today: date) -> list[RetentionKind]:
    """Answer retention.kinds: what families say is wrong on a page."""
    days = brand.stored().format_kept_days
    return [
        RetentionKind(
            name="What families say is wrong on a page, in their words",
            counted_from=f"{days} days after somebody looked",
            number_due=kept_true.reports_to_forget(today).count(),
        )
    ]


def records_held(*, user: User, words: str, since: date | None, until: date | None, hub_ids: frozenset[int] | None) -> HeldRecords:
    """Answer records.held: every page."""
    search = Search(words, since, until, hub_ids)
    held_selectors.held(search, user)
    return search.answer()
