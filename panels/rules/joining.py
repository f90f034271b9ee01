"""What must hold on the way from "I'd like to join" to being on a panel. Rules return the reasons, in words for staff."""

from datetime import date

from consent.choices import SafeThere
from consent.models import Person
from core import clocks
from core.models import Post
from panels.choices import PanelKind
from panels.choices.joining import MOST_CALLS, NOT_BY_FORM, THEMSELVES, HowEnded, Step, WhyNoMore
from panels.models import Interest, Panel, Terms

HAS_ENDED = "This has ended already."
PANEL_ENDED = "The panel has ended. Nobody joins it any more."
TWO_WORKERS_ALONE = "The members of this panel are under 18. Only its named worker and its second reader do this: ask one of them."


def is_joined_by_form(panel: Panel, day: date) -> bool:
    """Return whether families may ask to join a panel on its page."""
    return panel.kind not in NOT_BY_FORM and not (panel.ended_on and panel.ended_on <= day)


def why_not_ask(panel: Panel, day: date) -> list[str]:
    """Return why nobody can ask to join a panel, whoever writes it down."""
    if panel.ended_on and panel.ended_on <= day:
        return [PANEL_ENDED]
    if panel.kind in NOT_BY_FORM:
        return [f"Nobody asks to join a panel of this kind ({PanelKind(panel.kind).label}): who sends them says who comes."]
    return []


def why_not_act_for(*, may_open: bool) -> list[str]:
    """Return why somebody does nothing for who would like to join a panel of under-18s: two posts alone know who that is."""
    return [] if may_open else [TWO_WORKERS_ALONE]


def why_not_go_on(interest: Interest) -> list[str]:
    """Return why no step of an interest can be done."""
    return [] if interest.goes_on else [HAS_ENDED]


def why_not_ring(interest: Interest, *, safe: str, is_all_right: bool) -> list[str]:
    """Return why nobody rings: we were told not to, and nobody said that it is all right. `safe` is the strictest that was said there."""
    reasons = why_not_go_on(interest)
    if safe == SafeThere.IN_PERSON and not is_all_right:
        reasons.append("We were told not to ring or write there. Ask the safeguarding lead, and tick that they said it is all right.")
    return reasons


def why_not_make_known(interest: Interest, *, was_reached: bool) -> list[str]:
    """Return why nobody may be made of an interest: what families sent by a form is proved by nothing but a call (decision 0058)."""
    reasons = why_not_go_on(interest)
    if interest.how_asked in THEMSELVES and not was_reached:
        reasons.append("Talk with them first, and press “Reached”: anybody can fill in a form with another’s name and number.")
    return reasons


def why_not_done(interest: Interest, *, due_on: date | None, owner: Post | None, today: date) -> list[str]:
    """Return why a step cannot be marked as done; the last one is done by joining. `due_on` and `owner` are the next one's.

    Young people have one named worker as their only contact (`Panel`), so no step is anybody else's.
    """
    reasons = why_not_go_on(interest)
    if not reasons and interest.step == Step.AGREE:
        return ["This is the last step. Press “They join the panel” when it is done."]
    if due_on is None or due_on < today:
        reasons.append("Choose by when the next step is done: today or later.")
    if interest.panel.is_of_under_18s and owner is not None and owner.pk != interest.panel.coordinator_id:
        reasons.append("The members of this panel are under 18. Only its named worker is in touch with them.")
    return reasons


def why_not_later(interest: Interest, *, on: date | None, today: date, kept_until: date | None) -> list[str]:
    """Return why somebody cannot be asked again on a day: not after the day until which we may keep what they told us."""
    reasons = why_not_go_on(interest)
    if on is None or on <= today:
        reasons.append("Choose a day that is still to come.")
    elif kept_until and on > kept_until:
        reasons.append(f"We keep what they told us until {clocks.day_in_words(kept_until)}. Choose a day before that.")
    return reasons


def why_not_join(
    interest: Interest, *, panel: Panel, person: Person | None, is_on_it: bool, terms: Terms | None, agrees_to: int, today: date
) -> list[str]:
    """Return why somebody does not join. `terms` is how the panel works, as it adopted it last; `agrees_to` the version they read."""
    reasons = why_not_go_on(interest)
    if panel.ended_on and panel.ended_on <= today:
        reasons.append(PANEL_ENDED)
    if person is None:
        reasons.append("Say first who they are: make them known, or say whom of those we know it is.")
    elif not person.is_here:
        reasons.append("This record was erased, set aside, or joined to another.")
    if is_on_it:
        reasons.append("They are on this panel already.")
    if terms is not None and agrees_to != terms.number:
        reasons.append(f"Ask them first whether they agree to how the panel works (version {terms.number}), and tick it.")
    return reasons


def why_not_end(interest: Interest, *, how: str, because: str, number_of_calls: int) -> list[str]:
    """Return why an interest cannot end so: nobody is given up before three tries on the phone."""
    reasons = why_not_go_on(interest)
    if how not in {HowEnded.NO, HowEnded.NOT_REACHED}:
        reasons.append("Say how it ended.")
    if how == HowEnded.NOT_REACHED and number_of_calls < MOST_CALLS:
        reasons.append(f"Ring {MOST_CALLS} times, on different days, before you give up.")
    if because not in WhyNoMore.values:
        reasons.append("Choose one of the reasons shown, or none.")
    return reasons
