"""One record of Elm's panels for every kind that stands in an address (tests/access_records.py)."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from accounts.models import User
from core.models import Hub
from panels.choices import MessageState, Way
from panels.models import AnnualReport, BodyItem, Claim, Meeting, Message, MonitoringRound, OtherBody, Payout, Terms
from panels.services.claims import Receipt, add_receipts
from tests.builders import today
from tests.panels.deciding import make_question, question_link
from tests.panels.inviting import make_link, make_poll
from tests.panels.joining import asked
from tests.panels.meeting import make_item, make_need, make_paper
from tests.panels.membering import make_file
from tests.panels.paneling import make_meeting, make_member, make_panel, open_to_families
from tests.panels.paying import agree, make_claim, meeting_was, paying_panel
from tests.panels.reading import make_reading
from tests.panels.reporting import make_report
from tests.panels.returning import last_quarter
from tests.panels.writing_down import held_before, held_today, make_action, make_decision, make_minutes, make_point, make_recommendation

Kwargs = dict[str, Any]


def _written(make: Callable[..., Any]) -> Callable[[Hub, User], Kwargs]:
    """Return how to make a row that was written down at a meeting."""

    def made(elm: Hub, asha: User) -> Kwargs:
        row = make(held_today(make_panel(elm)), asha)
        return {"pk": row.meeting_id, "sub": row.pk}

    return made


def _item(elm: Hub, asha: User) -> Kwargs:
    item = make_item(make_meeting(make_panel(elm)))
    return {"pk": item.meeting_id, "sub": item.pk}


def _paper(elm: Hub, asha: User) -> Kwargs:
    paper = make_paper(make_meeting(make_panel(elm)), out_on=today())
    return {"pk": paper.meeting_id, "sub": paper.pk}


def _message(elm: Hub, asha: User) -> Kwargs:
    """Return a message that was sent, with what an act on its page may name."""
    panel = make_panel(elm)
    facts = {"state": MessageState.OUT, "sent_by": asha, "sent_at": timezone.now()}
    message = Message.objects.create(panel=panel, heading="x", words="x", written_by=asha, written_at=timezone.now(), **facts)
    row = message.to.create(membership=make_member(panel), way=Way.LETTER, left_at=timezone.now())
    return {"pk": message.pk, "POST": {"row": str(row.pk), "who": str(row.membership_id)}}


def _message_to_one(elm: Hub, asha: User) -> Kwargs:
    message = Message.objects.get(pk=_message(elm, asha)["pk"])
    return {"pk": message.pk, "sub": message.to.get().membership_id}


def _message_asked(elm: Hub, asha: User) -> Kwargs:
    message = _message(elm, asha)
    Message.objects.filter(pk=message["pk"]).update(state=MessageState.ASKED)
    return message


def _paper_by_link(elm: Hub, asha: User) -> Kwargs:
    token = make_link(elm)
    return {"token": token, "paper": make_paper(Meeting.objects.latest("pk"), out_on=today()).pk}


def _need(elm: Hub, asha: User) -> Kwargs:
    panel = make_panel(elm)
    need = make_need(make_meeting(panel), make_member(panel))
    return {"pk": need.meeting_id, "sub": need.pk}


def _panel_with_draft(elm: Hub, asha: User) -> Kwargs:
    panel = make_panel(elm)
    Terms.objects.create(panel=panel, words={"purpose": "To listen."}, written_by=asha)
    return {"pk": panel.pk}


def _panel_with_terms(elm: Hub, asha: User) -> Kwargs:
    panel = open_to_families(make_panel(elm))
    Terms.objects.create(panel=panel, words={"purpose": "To listen."}, written_by=asha, adopted_on=today(), adopted_by=asha)
    return {"slug": panel.slug}


def _minutes(elm: Hub, asha: User) -> Kwargs:
    meeting = held_before(open_to_families(make_panel(elm)))
    make_minutes(meeting, asha)
    return {"slug": meeting.panel.slug, "pk": meeting.pk}


def _panel_with_version(elm: Hub, asha: User) -> Kwargs:
    return {**_panel_with_draft(elm, asha), "number": 1}


def _other_body(elm: Hub, asha: User) -> Kwargs:
    body = OtherBody.objects.create(panel=make_panel(elm), name="Early help board", kind="board")
    return {"pk": body.panel_id, "body": body.pk}


def _sent_item(elm: Hub, asha: User) -> Kwargs:
    address = _other_body(elm, asha)
    item = BodyItem.objects.create(body_id=address["body"], what="Doors", sent_on=today())
    return {**address, "item": item.pk}


def _member(elm: Hub, asha: User) -> Kwargs:
    """Return a member with one of everything that an act on their page may name."""
    member = make_member(make_panel(elm))
    return {"pk": member.pk, "POST": make_file(member, by=asha)}


def _panel_with_round(elm: Hub, asha: User) -> Kwargs:
    panel = make_panel(elm)
    MonitoringRound.objects.create(panel=panel, began_on=today())
    return {"pk": panel.pk}


def _claim(elm: Hub, asha: User, *, sent: bool = True) -> Claim:
    return make_claim(make_member(paying_panel(elm, asha)), by=None, sent=sent)


def _agreed_claim(elm: Hub, asha: User) -> Kwargs:
    return {"pk": agree(_claim(elm, asha), by=asha).pk}


def _receipt(elm: Hub, asha: User, *, sent: bool = True) -> Kwargs:
    claim = _claim(elm, asha, sent=sent)
    add_receipts(claim, [Receipt("pdf", b"%PDF-1.4")])
    return {"pk": claim.pk, "receipt": claim.receipts.get().pk}


def _meeting_with_money(elm: Hub, asha: User) -> Kwargs:
    panel = paying_panel(elm, asha)
    return {"pk": panel.pk, "meeting": meeting_was(panel).pk}


def _sum(elm: Hub, asha: User) -> Kwargs:
    panel = paying_panel(elm, asha)
    facts = {"membership": make_member(panel), "meeting": meeting_was(panel), "given_on": today(), "given_by": asha}
    row = Payout.objects.create(payee_code="P-1", kind="fares", amount=4, given_as="cash", **facts)
    return {"pk": panel.pk, "POST": {"payout": str(row.pk), "month": f"{today():%Y-%m}"}}


def _report(report: AnnualReport, key: str) -> Kwargs:
    return {key: getattr(report.panel, key), "year": report.begins_on.year}


def _reading(elm: Hub, asha: User) -> Kwargs:
    reading = make_reading(make_panel(elm), by=asha)
    return {"pk": reading.panel_id, "sub": reading.pk}


RECORDS: dict[str, Callable[[Hub, User], Kwargs]] = {
    "reading": _reading,
    "panel_slug": lambda elm, asha: {"slug": open_to_families(make_panel(elm)).slug},
    "panel_with_terms": _panel_with_terms,
    "panel_with_minutes": _minutes,
    "panel_with_minutes_by_slug": lambda elm, asha: {"slug": _minutes(elm, asha)["slug"]},
    "panel_with_draft": _panel_with_draft,
    "panel_with_version": _panel_with_version,
    "other_body": _other_body,
    "sent_item": _sent_item,
    "claim": lambda elm, asha: {"pk": _claim(elm, asha).pk},
    "claim_draft": lambda elm, asha: {"pk": _claim(elm, asha, sent=False).pk},
    "claim_agreed": _agreed_claim,
    "claim_receipt": _receipt,
    "claim_draft_receipt": lambda elm, asha: _receipt(elm, asha, sent=False),
    "panel_meeting_money": _meeting_with_money,
    "panel_sum": _sum,
    "panel_with_report": lambda elm, asha: _report(make_report(open_to_families(make_panel(elm)), by=asha, published=True), "slug"),
    "report_draft": lambda elm, asha: _report(make_report(make_panel(elm), by=asha), "pk"),
    "quarter": lambda elm, asha: {"quarter": f"{last_quarter().first:%Y-%m}"},
    "quarter_code": lambda elm, asha: {"quarter": f"{last_quarter().first:%Y-%m}", "code": "SPCP05"},
    "panel": lambda elm, asha: {"pk": make_panel(elm).pk},
    "meeting": lambda elm, asha: {"pk": make_meeting(make_panel(elm)).pk},
    "panel_question": lambda elm, asha: {"pk": make_question(make_panel(elm)).pk},
    "panel_question_link": lambda elm, asha: {"token": question_link(make_question(make_panel(elm)))},
    "time_poll": lambda elm, asha: {"pk": make_poll(make_panel(elm)).pk},
    "panel_link": lambda elm, asha: {"token": make_link(elm)},
    "panel_link_paper": _paper_by_link,
    "message": _message,
    "message_to_one": _message_to_one,
    "message_asked": _message_asked,
    "interest": lambda elm, asha: {"pk": asked(make_panel(elm)).pk},
    "panel_to_join": lambda elm, asha: {"slug": open_to_families(make_panel(elm)).slug},
    "panel_with_round": _panel_with_round,
    "member": _member,
    "agenda_item": _item,
    "meeting_paper": _paper,
    "meeting_need": _need,
    "meeting_today": lambda elm, asha: {"pk": held_today(make_panel(elm)).pk},
    "meeting_point": _written(make_point),
    "meeting_decision": _written(make_decision),
    "meeting_action": _written(make_action),
    "meeting_recommendation": _written(make_recommendation),
}
