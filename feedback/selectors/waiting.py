"""What waits for one member of staff: second looks to give, answers that came back to them, answers of theirs that are late."""

from dataclasses import replace
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core import audit, second_look
from core.choices import LookState
from core.clocks import lateness_in_words
from core.models import Post, SecondLook
from core.questions import Attention
from feedback.models import Theme, WeDid, YouSaid
from feedback.rules.answering_back import digest_of
from feedback.selectors.answer_board import why_late

_CAME_BACK: dict[str, str] = {
    LookState.SENT_BACK: "an answer you wrote was sent back",
    LookState.AGREED: "an answer you wrote had its second look and can be published",
}


def looks_to_give(user: User) -> list[Attention]:
    """Return the answers and the lines of themes that this person may look at, the longest waiting first.

    Who was asked by name and has no role for it is led to the page that their letter leads to, as long as its link holds.
    """
    looks = second_look.waiting_for(user)
    names = [look.about for look in looks]
    mine = YouSaid.objects.wholly_within(user, "we_did.publish").values("pk")
    answers = WeDid.objects.filter(pk__in=_numbers(names, WeDid), you_said__in=mine).select_related("you_said")
    themes = Theme.objects.wholly_within(user, "theme.publish").filter(pk__in=_numbers(names, Theme))
    by_role = {audit.name_of(one): _of(one.you_said, "an answer waits for your second look") for one in answers}
    by_role |= {audit.name_of(one): _of_theme(one, "the line that ends it waits for your second look") for one in themes}
    return [found for look in looks if (found := by_role.get(look.about) or _by_name(look, user))]


def _by_name(look: SecondLook, user: User) -> Attention | None:
    if look.named_colleague_id != user.pk or timezone.now() >= look.asked_at + second_look.LINK_LASTS:
        return None
    return Attention(text=f"{look.asked_by} asks for your second look", href=second_look.link(look))


def answers_that_came_back(user: User) -> list[Attention]:
    """Return the answers this person wrote that were sent back, or that can be published now; not those whose words changed since."""
    drafts = WeDid.objects.filter(published_at__isnull=True, writers=user).select_related("you_said", "decided_by").order_by("pk")
    mine = {audit.name_of(draft): draft for draft in drafts.prefetch_related("you_said__hubs")}
    looks = {look.about: look for look in SecondLook.objects.filter(about__in=list(mine)).order_by("pk")}  # the latest of each
    return [
        _of(mine[name].you_said, _CAME_BACK[look.state])
        for name, look in looks.items()
        if look.state in _CAME_BACK and look.digest == _digest(mine[name])
    ]


def answers_that_are_late(user: User, *, today: date) -> list[Attention]:
    """Return what the posts that this person acts for owe families since a day that has passed, the longest first.

    An answer that was due, a page that was taken down and wants a corrected answer, a promise of an answer that families read.
    """
    mine = Post.objects.acted_for_by(user, today)
    theirs = YouSaid.objects.visible_to(user, "you_said.view").filter(owner__in=mine.values("pk"))
    owed = theirs.filter(published_on__isnull=True, answer_by_on__lt=today).order_by("answer_by_on", "pk")
    down = theirs.filter(taken_down_on__isnull=False).order_by("taken_down_on", "pk")
    promises = WeDid.objects.readable().filter(Q(due_on__lt=today) | Q(replies_by_on__lt=today), you_said__in=theirs.values("pk"))
    standing = promises.exclude(superseded_by__published_at__isnull=False).select_related("you_said").order_by("pk")
    broken = [(answer.you_said, why) for answer in standing if (why := why_late(answer, today=today))]
    return [
        *(_late(row, f"the answer is {lateness_in_words(row.answer_by_on, today)}", row.answer_by_on) for row in owed),
        *(_late(row, "was taken off the public pages and needs a corrected answer") for row in down),
        *(_late(row, why[0].lower() + why[1:]) for row, why in broken),
    ]


def _numbers(names: list[str], kind: type[WeDid] | type[Theme]) -> list[str]:
    return [name.partition(":")[2] for name in names if name.startswith(f"{kind._meta.label}:")]


def _digest(draft: WeDid) -> str:
    return digest_of(draft, you_said=draft.you_said, hub_ids=[hub.pk for hub in draft.you_said.hubs.all()])


def _of(you_said: YouSaid, words: str) -> Attention:
    return Attention(text=f"{you_said.reference}: {words}", href=reverse("you_said_board:one", args=[you_said.pk]))


def _late(you_said: YouSaid, words: str, due_on: date | None = None) -> Attention:
    return replace(_of(you_said, words), due_on=due_on, is_late=True)


def _of_theme(theme: Theme, words: str) -> Attention:
    return Attention(text=f"“{theme.name}”: {words}", href=reverse("themes:one", args=[theme.pk]))
