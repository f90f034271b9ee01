"""Second looks that wait for one member of staff: those to give, and answers of theirs that came back from one."""

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core import audit, second_look
from core.asked_once import once
from core.choices import LookState
from core.clocks import today as day_of
from core.models import SecondLook
from core.questions import Attention
from feedback.models import Theme, WeDid, YouSaid
from feedback.rules.answering_back import digest_of
from feedback.selectors.owed import named, page_of

_CAME_BACK: dict[str, str] = {
    LookState.SENT_BACK: "an answer you wrote was sent back",
    LookState.AGREED: "an answer you wrote had its second look and can be published",
}


def looks_to_give(user: User) -> list[Attention]:
    """Return the answers and the lines of themes that this person may look at, the longest waiting first.

    Who was asked by name and has no role for it is led to the page that their letter leads to, as long as its link holds.
    """
    looks = once(("second looks", user.pk), lambda: second_look.waiting_for(user))
    names = [look.about for look in looks]
    mine = YouSaid.objects.wholly_within(user, "we_did.publish").values("pk")
    answers = WeDid.objects.filter(pk__in=_numbers(names, WeDid), you_said__in=mine).select_related("you_said")
    themes = Theme.objects.wholly_within(user, "theme.publish").filter(pk__in=_numbers(names, Theme))
    where = {audit.name_of(one): (f"{named(one.you_said)}: an answer waits for your second look", page_of(one.you_said)) for one in answers}
    where |= {
        audit.name_of(one): (f"“{one.name}”: the line that ends it waits for your second look", reverse("themes:one", args=[one.pk]))
        for one in themes
    }
    return [found for look in looks if (found := _by_role(look, where) or _by_name(look, user))]


def _by_role(look: SecondLook, where: dict[str, tuple[str, str]]) -> Attention | None:
    if look.about not in where:
        return None
    text, href = where[look.about]
    return Attention(text, href, f"{look.asked_by} asks, and you may give a second look.", day_of(look.asked_at))


def _by_name(look: SecondLook, user: User) -> Attention | None:
    if look.named_colleague_id != user.pk or timezone.now() >= look.asked_at + second_look.LINK_LASTS:
        return None
    why = "They asked you by name, and their link works for seven days."
    return Attention(f"{look.asked_by} asks for your second look", second_look.link(look), why, day_of(look.asked_at))


def answers_that_came_back(user: User) -> list[Attention]:
    """Return the answers this person wrote that were sent back, or that can be published now; not those whose words changed since."""
    seen = YouSaid.objects.visible_to(user, "you_said.view").values("pk")  # who moved to another hub leaves their drafts behind
    written = WeDid.objects.filter(published_at__isnull=True, writers=user, you_said__in=seen)
    drafts = written.select_related("you_said", "decided_by").order_by("pk")
    mine = {audit.name_of(draft): draft for draft in drafts.prefetch_related("you_said__hubs")}
    looks = {look.about: look for look in SecondLook.objects.filter(about__in=list(mine)).order_by("pk")}  # the latest of each
    return [
        Attention(f"{named(said)}: {_CAME_BACK[look.state]}", page_of(said), "You wrote it.", day_of(look.looked_at))
        for name, look in looks.items()
        if look.state in _CAME_BACK and look.digest == _digest(mine[name]) and (said := mine[name].you_said)
    ]


def _numbers(names: list[str], kind: type[WeDid] | type[Theme]) -> list[str]:
    return [name.partition(":")[2] for name in names if name.startswith(f"{kind._meta.label}:")]


def _digest(draft: WeDid) -> str:
    return digest_of(draft, you_said=draft.you_said, hub_ids=[hub.pk for hub in draft.you_said.hubs.all()])
