"""What we ask about at another hub, by the viewset that shows it (tests/test_every_viewset.py)."""

from collections.abc import Callable

from accounts.models import User
from core.models import Hub
from feedback.models import Survey
from participation.choices import Stage
from participation.models import Aim, ChecklistAnswer, EqualityLine, GroupSentence, LearningNote, PastFinding, Turnout
from tests import builders
from tests.foreign import CANARY, Foreign
from tests.participation import known, reaching


def _engagements(hub: Hub, asha: User) -> Foreign:
    rows = [builders.make_engagement(hub, title=CANARY), builders.make_everyday_engagement(hub)]
    return Foreign([*rows], {"title": "x", "hubs": [hub.pk], "hub": hub.pk, "weeks": 3, "who_acts": rows[0].who_acts_id})


def _ratings(hub: Hub, asha: User) -> Foreign:
    return Foreign([builders.make_engagement(hub, title=CANARY)], {"point": "end"}, lambda: list(Survey.objects.values("pk", "title")))


def _learning(hub: Hub, asha: User) -> Foreign:
    row = builders.make_engagement(hub, title=CANARY, stage=Stage.CLOSED, closed_on=builders.today())
    LearningNote.objects.create(engagement=row, prompt="bias", words=f"{CANARY} was easy.", written_on=builders.today())
    return Foreign([row], {"degree": "lead", "lasted": "Mine now.", "look": "1"}, lambda: list(LearningNote.objects.values()))


def _exceptions(hub: Hub, asha: User) -> Foreign:
    return Foreign([builders.make_exception(hub, by=asha)], {"digest": "x", "remark": "x"})


def _checklists(hub: Hub, asha: User) -> Foreign:
    rows = [builders.make_engagement(hub, title=CANARY), builders.make_everyday_engagement(hub)]
    for row in rows:
        ChecklistAnswer.objects.create(engagement=row, item="AU-P1", version=1, said="partly", evidence=CANARY)
    post = {"AU-P1-said": "yes", "AU-P1-evidence": "Mine now.", "earlier": rows[0].pk, "who_acts": rows[0].who_acts_id, "weeks": 3}
    return Foreign([*rows], post | {"leaves_out": "x", "use": "AU-P1:0"}, lambda: list(ChecklistAnswer.objects.values()))


def _activities_held(hub: Hub, asha: User) -> Foreign:
    activity = reaching.make_activity(hub, CANARY)
    post = {"title": "Mine now", "kind": "drop_in", "held_on": str(builders.today()), "hub": hub.pk, "engagement": activity.engagement_id}
    return Foreign([activity], post | {"people": "3", "because": "x"}, lambda: list(Turnout.objects.values()))


def _reach(hub: Hub, asha: User) -> Foreign:
    engagement = builders.make_engagement(hub, title=CANARY)
    aim = reaching.make_aim(engagement, hub, approach=CANARY)
    reaching.make_sentence(engagement, hub, words=CANARY)
    reaching.count(reaching.make_activity(hub, engagement=engagement), by=asha, groups={"fathers": 30})
    post = {"group": aim.group_id, "hub": hub.pk, "approach": "x", "words": "x", "row_id": aim.pk, "drop": "1"}
    return Foreign([engagement], post, lambda: [list(Aim.objects.values()), list(GroupSentence.objects.values())])


def _past_reports(hub: Hub, asha: User) -> Foreign:
    report = known.make_past_report(hub, title=CANARY, findings=(f"{CANARY} has a heavy door.",))
    post = {"title": "Mine now", "heard_year": 2025, "who_was_asked": "x", "hubs": [hub.pk], "findings": "x"}
    return Foreign([report], post, lambda: list(PastFinding.objects.values()))


def _equality(hub: Hub, asha: User) -> Foreign:
    record = known.make_equality(hub, title=CANARY)
    return Foreign([record], {"title": "Mine now", "hubs": [hub.pk], "engagements": []}, lambda: list(EqualityLine.objects.values()))


FOREIGN: dict[str, Callable[[Hub, User], Foreign]] = {
    "engagement": _engagements,
    "turnout": _activities_held,
    "reach": _reach,
    "rating": _ratings,
    "learning": _learning,
    "exception": _exceptions,
    "overview": _engagements,
    "checklist": _checklists,
    "before": _engagements,
    "past_reports": _past_reports,
    "equality": _equality,
}
