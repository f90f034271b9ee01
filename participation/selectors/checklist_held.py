"""What was noted about how well engagements listened, as a request under the Freedom of Information Act finds it."""

from django.db.models import Prefetch

from accounts.models import User
from core.answers import HeldRecord
from core.clocks import weeks_in_words
from core.held_records import Search, joined, only_hub
from core.querysets import reach
from participation.models import ChecklistAnswer, Engagement, EverydayLook
from participation.selectors.checklist import sheets


def held(search: Search, user: User) -> None:
    """Look at the checklist of each engagement that has one, the yearly looks at everyday listening included (six queries)."""
    if reach(user, "information.view") is not None:
        return
    answered = ChecklistAnswer.objects.order_by().values("engagement")
    looks = Prefetch("looks", EverydayLook.objects.order_by("looked_on"))
    rows = list(Engagement.objects.filter(pk__in=answered).prefetch_related("hubs", looks))
    said = sheets(rows)
    for row in rows:
        lines = [_line(item.question, answer) for item, answer in said[row.pk].items() if answer.pk]
        years = [_year(look) for look in row.looks.all()]
        hubs = {hub.pk for hub in row.hubs.all()}
        title = f"How well we listened: {row.title}"
        search.look_at(
            HeldRecord("checklist", str(row.pk), title, joined(title, *lines, *years), on=row.opened_on, hub_id=only_hub(hubs)),
            hub_ids=hubs,
        )


def _line(question: str, answer: ChecklistAnswer) -> str:
    said = answer.get_said_display() or "Not said yet"
    return " ".join(filter(None, (question, f"{said}.", answer.evidence, answer.seen_text, answer.link, answer.before_evidence)))


def _year(look: EverydayLook) -> str:
    said = [str(one.get("evidence", "")) for one in look.answers.values()]
    return " ".join((f"Looked at on {look.looked_on}, answers within {weeks_in_words(look.weeks)}.", look.leaves_out, *said))
