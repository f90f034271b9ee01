"""Who would like to join a panel, as the staff read it who look after it."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User
from consent.choices import SafeThere, Source
from consent.models import Introduction, Person
from consent.rules.introductions import strictest
from consent.selectors import introductions
from consent.selectors.people import ids_of, led_on
from consent.selectors.retention import kept_until
from core import clocks
from core.answers import Held
from core.contact import phone_as_read
from core.crypto import keyed_hash
from core.models import Hub, Post, PostHolder
from core.querysets import reach
from core.questions import Attention
from core.selectors.posts import why_mine
from panels.choices.joining import MOST_FORMS_A_DAY, THEMSELVES, CameOf, Step
from panels.models import Interest, InterestQuerySet, Membership, Panel, PanelQuerySet
from panels.rules.joining import is_joined_by_form

VIEW, EDIT, JOIN = "interest.view", "interest.edit", "member.add"
MAKE_KNOWN = "person.add"
CODE = "panel_prospects"  # consent/choices/retention.py
SHOWN_BEFORE = timedelta(days=7)  # a step stands on its owner's front page from a week before its day
OF_FORM = "interest"
CALLED = "They are called"
READS_ALONG = "You read along, as its members are under 18."
NOBODYS = "Nobody holds a post for this, so it waits for all of you who may act."


def key_of(token: str, panel: Panel) -> str:
    """Return the hash under which a form of a panel that was sent is kept, so that sending it again changes nothing."""
    return keyed_hash(OF_FORM, f"{panel.pk} {token}")


def has_many_forms(panel: Panel, day: date) -> bool:
    """Return whether as many forms came for a panel on a day as join the clock."""
    return Interest.objects.filter(panel=panel, came_on=day, how_asked__in=THEMSELVES).count() >= MOST_FORMS_A_DAY


def with_the_same(interest: Interest) -> list[Interest]:
    """Return who else would like to join this panel and gave the same number or address, the first one first; one query."""
    found, same = interest.introduction, Q(pk__in=[])
    if found and found.email_index:
        same |= Q(introduction__email_index=found.email_index)
    if found and found.phone_index:
        same |= Q(introduction__phone_index=found.phone_index)
    rows = (
        Interest.objects.filter(same, panel=interest.panel_id).exclude(pk=interest.pk).going_on().select_related("introduction", "person")
    )
    return list(rows.order_by("came_on", "pk"))


def sent_with(token: str, *, panel: Panel) -> Interest | None:
    """Return what somebody asked for with a token, on the page of this panel; also of whom we know more by now."""
    return Interest.objects.filter(key_hash=key_of(token, panel), panel=panel).select_related("owner").first()


def interests_of(user: User, *, is_over: bool = False, panel_id: int | None = None, step: str = "") -> InterestQuerySet:
    """Return who would like to join the panels of somebody: late first, or who joined or does not go on."""
    rows = Interest.objects.visible_to(user, VIEW).select_related("panel", "owner__hub", "introduction", "person", "membership__person")
    if panel_id:
        rows = rows.filter(panel=panel_id)
    if step in Step.values:
        rows = rows.filter(step=step)
    return rows.over() if is_over else rows.going_on()


def panels_to_choose(user: User, right: str = EDIT) -> PanelQuerySet:
    """Return the panels that somebody may write down who would like to join."""
    return Panel.objects.visible_to(user, right).going_on(clocks.today())


def panels_joined_by_form(user: User) -> list[Panel]:
    """Return those of them that anybody can ask to join."""
    return [panel for panel in panels_to_choose(user) if is_joined_by_form(panel, clocks.today())]


def posts_to_choose(user: User, interest: Interest) -> list[Post]:
    """Return whose turn the next step can be: the posts that somebody may choose, and the one that looks after the panel."""
    if interest.panel.is_of_under_18s:
        return list(Post.objects.filter(panels_looked_after=interest.panel).select_related("hub"))
    mine = Post.objects.for_choosing(user, EDIT).values("pk")
    near = Q(pk__in=mine) | Q(pk__in=[pk for pk in (interest.owner_id, interest.panel.coordinator_id) if pk])
    return list(Post.objects.filter(near).select_related("hub").order_by("title", "pk"))


def may_open(interest: Interest, user: User, day: date) -> bool:
    """Return whether somebody may open who it is: of a panel of under-18s only who acts for its named worker or its second reader."""
    panel = interest.panel
    workers = [panel.coordinator_id, panel.second_reader_id]
    return not panel.is_of_under_18s or Post.objects.acted_for_by(user, day).filter(pk__in=[pk for pk in workers if pk]).exists()


def hubs_to_choose(user: User) -> list[Hub] | None:
    """Return the hubs at which somebody may write people down; None for all of them."""
    hubs = reach(user, MAKE_KNOWN)
    return None if hubs is None else list(Hub.objects.filter(pk__in=hubs))


def may_write_down_at(user: User, hub: Hub | None) -> bool:
    """Return whether somebody may write people down at a hub; None is the whole council."""
    hubs = reach(user, MAKE_KNOWN)
    return hubs is None or (hub is not None and hub.pk in hubs)


def is_on(panel: Panel, person: Person) -> bool:
    """Return whether somebody is on a panel, under whichever of their records."""
    return Membership.objects.filter(panel=panel, person__in=ids_of(person)).on_the_panel().exists()


def whose(interest: Interest) -> Person | None:
    """Return who it is, where that is known, by their living record."""
    person = interest.person or (interest.membership.person if interest.membership else None)
    return led_on(person) if person else None


def source_of(interest: Interest) -> str:
    """Return how somebody came to be known who is made a person of this.

    Who is young is written down by staff, however they asked: then nobody asks them for a yes before staff say from which month, or who
    decides for them (`consent.rules.ledger.may_say_yes`). Nobody proved here that they are 13.
    """
    is_young = bool(interest.introduction and interest.introduction.is_young)
    return Source.FORM if interest.how_asked in THEMSELVES and not is_young else Source.STAFF


def safe_to_reach(interest: Interest) -> SafeThere:
    """Return the strictest of what they said and of what anybody said whom we know by the same address or number. One query."""
    about = interest.introduction or whose(interest)
    if about is None:
        return SafeThere.NOT_ASKED
    return strictest([about.safe, introductions.strictest_safe(email=about.email, phone=about.phone)])


def was_reached(interest: Interest) -> bool:
    """Return whether one of us talked with somebody since they asked."""
    return interest.calls.filter(came_of=CameOf.REACHED).exists()


def number_not_reached(interest: Interest) -> int:
    """Return on how many days nobody answered since somebody was last reached."""
    days: list[date] = []
    for call in interest.calls.order_by("pk"):
        days = [] if call.came_of == CameOf.REACHED else [*days, call.on]
    return len(set(days))


def kept_until_of(interest: Interest) -> date | None:
    """Return until when we keep what somebody told us who did not join, as the data protection officer decided."""
    return kept_until(CODE, interest.came_on)


def steps_that_wait(user: User, *, today: date) -> list[Attention]:
    """Return the steps that wait for somebody: of their posts, and those behind which no post is held; late ones say so. One query.

    The second reader of a panel of under-18s sees what waits for its named worker. Who waits to be rung stands there at once. Another step
    that is further away than a week is nobody's today, nor is a day to which somebody put off being asked: it stands there when it nears.
    Forms to look at first are one line for each panel, and never late.
    """
    if reach(user, EDIT) == set():
        return []
    held = PostHolder.objects.on(today).filter(user__is_active=True).values("post")
    posts = Post.objects.acted_for_by(user, today).values("pk")
    theirs = Q(owner__in=posts) | Q(panel__is_of_under_18s=True, panel__second_reader__in=posts)
    nobodys = Q(owner__isnull=True) | ~Q(owner__in=held)
    near = Q(due_on__lte=today + SHOWN_BEFORE) | Q(step=Step.CALL_BACK, ask_again_on__isnull=True)
    mine = Interest.objects.visible_to(user, EDIT).going_on().filter(Q(look_first=True) | near)
    rows = list(mine.filter(theirs | nobodys).select_related("panel"))
    whys = why_mine(user, today) if rows else {}
    waiting = [_waits(one, _why(one, whys), today) for one in rows if not one.look_first]
    return waiting + _to_look_at([one for one in rows if one.look_first], whys)


def _why(one: Interest, whys: Mapping[int, str]) -> str:
    """Return why a step stands on somebody's page: whose turn it is, or that they read along where members are under 18."""
    reads_along = whys.get(one.panel.second_reader_id or 0) if one.panel.is_of_under_18s else None
    return whys.get(one.owner_id or 0) or (f"{READS_ALONG} {reads_along}" if reads_along else NOBODYS)


def _to_look_at(rows: list[Interest], whys: Mapping[int, str]) -> list[Attention]:
    by_panel: dict[int, list[Interest]] = {}
    for one in rows:
        by_panel.setdefault(one.panel_id, []).append(one)
    address = reverse("interests:index")
    return [
        Attention(
            text=f"Would like to join {of[0].panel}: many forms came at once. Look first ({len(of)})",
            href=f"{address}?panel={panel_id}",
            why=_why(of[0], whys),
            since_on=min(one.came_on for one in of),
        )
        for panel_id, of in by_panel.items()
    ]


def _waits(one: Interest, why: str, today: date) -> Attention:
    said = "Ask again" if one.ask_again_on else Step(one.step).label
    return Attention(
        text=f"Would like to join {one.panel}: {said.lower()}",
        href=reverse("interests:one", args=[one.pk]),
        why=why,
        since_on=one.came_on,
        due_on=one.due_on,
        is_late=one.is_late_on(today),
    )


def numbers_owned(post_ids: Iterable[int]) -> list[tuple[int, int]]:
    """Return the number of steps that wait for each of these posts."""
    rows = Interest.objects.filter(ended_on__isnull=True, owner__in=post_ids).order_by().values_list("owner").annotate(number=Count("pk"))
    return [(post, number) for post, number in rows if post]


def about(person_id: UUID) -> InterestQuerySet:
    """Return the interests of somebody: under their record, and under an introduction with their address or number."""
    theirs = introductions.with_address_of(person_id).values("pk")
    return Interest.objects.filter(Q(person=person_id) | Q(introduction__in=theirs) | Q(membership__person=person_id))


def held_about(person_id: UUID) -> list[Held]:
    """Return what we hold of what somebody asked to join, in the words of the page's language.

    What somebody wrote under their address is not among it: nobody has asked yet whether it was them.
    """
    mine = Interest.objects.filter(Q(person=person_id) | Q(membership__person=person_id)).select_related("panel").order_by("came_on", "pk")
    return [Held(gettext("That you would like to join a panel"), _rows(one)) for one in mine]


def _rows(one: Interest) -> tuple[tuple[str, str], ...]:
    rows = (
        (gettext("Panel"), one.panel.title),
        (gettext("You asked on"), clocks.day_in_words(one.came_on)),
        (gettext("Where did you hear of it?"), str(one.get_heard_through_display())),
        (gettext("What suits you?"), ", ".join(one.what_suits)),
        (gettext("How would you like to take part?"), str(one.get_wants_display())),
    )
    return tuple((label, value) for label, value in rows if value)


def people_behind(interest: Interest) -> list[Person]:
    """Return everybody a hold on whom keeps this: who it is, and who has the address that was given."""
    if interest.introduction:
        return introductions.people_with_its_address(interest.introduction)
    return [interest.person] if interest.person else []


def opened(introduction: Introduction) -> dict[str, str]:
    """Return what somebody told us of themselves as the staff read it, by its heading."""
    return {
        CALLED: introduction.name,
        "Phone": phone_as_read(introduction.phone),
        "E-mail": introduction.email,
        "A good time to ring": introduction.best_time,
        "They read": str(dict(settings.LANGUAGES).get(introduction.language, introduction.language)),
        "What they wrote": introduction.words,
    }


def prospects() -> InterestQuerySet:
    """Return what the kind "panel_prospects" is of; its time begins on the day they asked."""
    return Interest.objects.who_did_not_join()
