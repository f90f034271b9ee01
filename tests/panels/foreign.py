"""What stands about panels at another hub, by the viewset that shows it (tests/test_every_viewset.py)."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from accounts.models import User
from core.models import Hub
from panels.choices import Way
from panels.models import (
    AnnualReport,
    BodyItem,
    CalendarFeed,
    ExpensePolicy,
    Invitation,
    Meeting,
    Message,
    MessageTo,
    OtherBody,
    Panel,
    PanelQuestion,
    Payout,
    QuestionAnswer,
    QuestionAsked,
    Reading,
    ShownMember,
    Terms,
    TermsAgreement,
    TimeAnswer,
    TimeAsked,
    TimePoll,
    Voucher,
)
from panels.selectors.annual_report import year_of
from tests.builders import today
from tests.families import make_person
from tests.foreign import CANARY, Foreign
from tests.panels.deciding import make_question
from tests.panels.inviting import make_poll
from tests.panels.joining import asked
from tests.panels.meeting import make_item, make_need, make_paper
from tests.panels.membering import make_file
from tests.panels.paneling import make_meeting, make_member, make_panel
from tests.panels.paying import make_claim, make_policy, meeting_was
from tests.panels.reading import make_reading
from tests.panels.writing_down import make_action, make_decision, make_point, make_recommendation


def _panels(hub: Hub, asha: User) -> Foreign:
    panel = make_panel(hub, CANARY, about=f"{CANARY} meets.")
    return Foreign([panel], {"title": "Mine now", "kind": panel.kind, "hub": hub.pk, "started_on": str(panel.started_on), "because": "x"})


def _meetings(hub: Hub, asha: User) -> Foreign:
    panel = make_panel(hub)
    meeting = make_meeting(panel, title=CANARY, place=f"{CANARY} hall")
    item, paper, need = make_item(meeting, CANARY), make_paper(meeting, CANARY), make_need(meeting, make_member(panel))
    rows = (item, paper, need, *(make(meeting, asha, CANARY) for make in (make_point, make_decision, make_action, make_recommendation)))
    post = {"title": "Mine now", "because": "x", "to": "down", "is_out": "on", "spent": "1", "starts_at_0": str(panel.started_on)}
    post |= {"words": "Mine now", "kind": "point", "done": "yes", "how": "agreed", "seen": ""}
    return Foreign([meeting], post, lambda: [list(row._meta.model._default_manager.values()) for row in rows])


def _bookings(hub: Hub, asha: User) -> Foreign:
    panel = make_panel(hub)
    meeting = make_meeting(panel, title=CANARY)
    make_need(meeting, make_member(panel))
    return Foreign([meeting])


def _invitations(hub: Hub, asha: User) -> Foreign:
    panel = make_panel(hub, CANARY)
    meeting, member = make_meeting(panel, place=CANARY), make_member(panel)
    post = {"who": str(member.pk), "member": str(member.pk), "reply": "yes", "need": "food", "line": "x", "seen": ""}
    return Foreign([meeting], post, lambda: list(Invitation.objects.values()))


def _dates(hub: Hub, asha: User) -> Foreign:
    panel = make_panel(hub, CANARY)
    days = {f"moment_{n}_0": f"2030-01-0{n}" for n in (1, 2)} | {"moment_1_1": "10:00", "moment_2_1": "10:00"}
    post = days | {"closes_on": "2029-12-01", "number_of_minutes": "60", "format": "person", "place": "Elm", "words": "x", "options": "x"}
    models: tuple[Any, ...] = (CalendarFeed, TimePoll, PanelQuestion)
    return Foreign([panel], post, lambda: [list(model.objects.values()) for model in models])


def _polls(hub: Hub, asha: User) -> Foreign:
    poll = make_poll(make_panel(hub, CANARY), title=CANARY)
    member, option = make_member(poll.panel), poll.options.all()[0]
    post = {"who": str(member.pk), "member": str(member.pk), f"time-{option.pk}": "yes", "option": str(option.pk), "seen": ""}
    return Foreign([poll], post, lambda: [*TimeAsked.objects.values(), *TimeAnswer.objects.values(), *Meeting.objects.values()])


def _messages(hub: Hub, asha: User) -> Foreign:
    panel = make_panel(hub, CANARY)
    facts = {"heading": CANARY, "words": CANARY, "written_by": asha, "written_at": timezone.now()}
    message = Message.objects.create(panel=panel, **facts)
    member = make_member(panel, make_person(hub, CANARY))
    row = message.to.create(membership=member, way=Way.LETTER)
    post = {"heading": "Mine now", "words": "x", "who": str(member.pk), "row": str(row.pk), "how": "text", "seen": "1"}
    return Foreign([message], post, lambda: [*Message.objects.values("pk", "state", "version"), *MessageTo.objects.values()])


def _messages_of_panel(hub: Hub, asha: User) -> Foreign:
    of_message = _messages(hub, asha)
    return Foreign([Panel.objects.get()], of_message.post, of_message.besides)


def _questions(hub: Hub, asha: User) -> Foreign:
    question = make_question(make_panel(hub, CANARY), CANARY)
    member, option = make_member(question.panel), question.options.all()[0]
    post = {"who": str(member.pk), "member": str(member.pk), f"option-{option.pk.hex}": "yes", "decided": "x", "reason": "x", "seen": ""}
    return Foreign([question], post, lambda: [*QuestionAsked.objects.values(), *QuestionAnswer.objects.values()])


def _terms(hub: Hub, asha: User) -> Foreign:
    panel = make_panel(hub, CANARY)
    member = make_member(panel)
    Terms.objects.create(panel=panel, words={"purpose": CANARY}, written_by=asha)
    post = {"purpose": "Mine now", "seen": "0", "on": str(today()), "who": [str(member.pk)], "how": "paper"}
    return Foreign([panel], post, lambda: [list(Terms.objects.values()), TermsAgreement.objects.count()])


def _bodies(hub: Hub, asha: User) -> Foreign:
    body = OtherBody.objects.create(panel=make_panel(hub, CANARY), name=CANARY, kind="board")
    item = BodyItem.objects.create(body=body, what=CANARY, sent_on=today())
    post = {"name": "Mine now", "kind": "forum", "what": "x", "sent_on": str(today()), "came_back": "x", "came_back_on": str(today())}
    return Foreign([body.panel, body, item], post, lambda: [list(OtherBody.objects.values()), list(BodyItem.objects.values())])


def _reports(hub: Hub, asha: User) -> Foreign:
    panel = make_panel(hub, CANARY)
    report = AnnualReport.objects.create(panel=panel, begins_on=year_of(today()).first, words={"said": CANARY}, written_by=asha)
    return Foreign([panel], {"said": "Mine now", "seen": "1"}, lambda: list(AnnualReport.objects.filter(pk=report.pk).values()))


def _readings(hub: Hub, asha: User) -> Foreign:
    reading = make_reading(make_panel(hub, CANARY), CANARY, by=asha)
    post = {"title": "Mine now", "words": "x", "until_on": "2030-01-01", "changed": "x"}
    return Foreign([reading.panel], post, lambda: list(Reading.objects.values()))


def _shown(hub: Hub, asha: User) -> Foreign:
    member = make_member(make_panel(hub, CANARY), make_person(hub, CANARY))
    return Foreign([member.panel], {"member": str(member.pk), "words": "Mine now."}, lambda: ShownMember.objects.count())


def _interests(hub: Hub, asha: User) -> Foreign:
    one = asked(make_panel(hub, CANARY), name=CANARY, words=CANARY)
    said = {"came_of": "reached", "due_on": "2030-01-01", "on": "2030-01-01", "name": "x", "kind": "member", "how": "no", "seen": "1"}
    return Foreign([one], said)


def _members(hub: Hub, asha: User) -> Foreign:
    member = make_member(make_panel(hub, CANARY), make_person(hub, CANARY), speaks_for=CANARY, ring_first=CANARY)
    return Foreign([member], make_file(member, by=asha, words=CANARY) | {"kind": "food", "detail": "x", "on": str(member.joined_on)})


def _money(hub: Hub, asha: User) -> Foreign:
    panel = make_panel(hub, CANARY)
    make_policy(panel, asha, benefits_words=CANARY)
    row = Payout.objects.create(
        membership=make_member(panel, make_person(hub, CANARY)),
        meeting=meeting_was(panel),
        payee_code="P-1",
        kind="fares",
        amount=4,
        given_as="cash",
        given_on=today(),
        given_by=asha,
    )
    post = {
        "payout": str(row.pk),
        "month": f"{today():%Y-%m}",
        "serials": "X-1",
        "amount": "10",
        "bought_on": str(today()),
        "on": str(today()),
    }
    return Foreign([panel], post, lambda: [Payout.objects.count(), Voucher.objects.count(), ExpensePolicy.objects.count()])


def _claims(hub: Hub, asha: User) -> Foreign:
    panel = make_panel(hub, CANARY)
    make_policy(panel, asha)
    claim = make_claim(make_member(panel, make_person(hub, CANARY)), by=None, note=f"{CANARY} was far.")
    return Foreign([claim], {"fares": "4", "seen": "1", "on": str(today()), "reference": "X1", "answer": "x", "as": "csv"})


FOREIGN: dict[str, Callable[[Hub, User], Foreign]] = {
    "panel": _panels,
    "meeting": _meetings,
    "booking": _bookings,
    "meeting_invitation": _invitations,
    "panel_dates": _dates,
    "time_poll": _polls,
    "panel_messages": _messages_of_panel,
    "message": _messages,
    "panel_question": _questions,
    "terms": _terms,
    "shown": _shown,
    "bodies": _bodies,
    "reports": _reports,
    "readings": _readings,
    "interests": _interests,
    "panel_members": _panels,
    "members": _members,
    "support_log": _members,
    "panel_money": _money,
    "claims": _claims,
}
