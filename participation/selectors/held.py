"""What is held about sessions, aims and small groups' sentences, for the Freedom of Information Act. Counts of people stand in none."""

from accounts.models import User
from core.answers import HeldRecord
from core.held_records import Search, joined
from core.querysets import reach
from participation.models import Activity, Aim, GroupSentence, Turnout


def held(search: Search, user: User) -> None:
    """Look at what was done to hear families, in words (three queries). Who came is read in the grid of reach, never here."""
    if reach(user, "information.view") is not None:
        return
    _sessions(search)
    _aims(search)
    _sentences(search)


def _sessions(search: Search) -> None:
    for row in Activity.objects.select_related("turnout", "engagement"):
        learnt = _learnt(row)
        how = (row.adaptations, row.support, row.safeguarding_plan, row.ran_with, row.place, row.called_off_because)
        text = joined(row.title, row.get_kind_display(), f"Part of “{row.engagement}”", *how, *learnt)
        search.look_at(HeldRecord("session", str(row.pk), row.title, text, on=row.held_on, hub_id=row.hub_id), hub_ids={row.hub_id})


def _learnt(row: Activity) -> tuple[str, ...]:
    try:
        return (row.turnout.went_well, row.turnout.to_change)
    except Turnout.DoesNotExist:
        return ()


def _aims(search: Search) -> None:
    for row in Aim.objects.select_related("group", "hub", "engagement"):
        text = joined(str(row), f"Part of “{row.engagement}”", row.approach, row.plan)
        search.look_at(HeldRecord("aim", str(row.pk), str(row), text, on=row.due_on, hub_id=row.hub_id), hub_ids={row.hub_id})


def _sentences(search: Search) -> None:
    for row in GroupSentence.objects.agreed().select_related("group", "hub", "engagement"):  # nobody reads what they did not agree to
        title = f"What {row.group} say at {row.hub}"
        text = joined(title, f"Part of “{row.engagement}”", row.words, row.how_agreed)
        found = HeldRecord("sentence", str(row.pk), title, text, on=row.agreed_on, hub_id=row.hub_id, has_family_words=True)
        search.look_at(found, hub_ids={row.hub_id})
