"""The audit trail in plain words: what each verb means, what an entry is about, who did it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from core import audit_facts
from core.audit import written
from core.models import AuditEntry, Hub

# Every verb that any app writes, by name: this floor imports nothing from above (tests/core/test_audit_screens.py holds it to the code).
VERBS = {
    "accounts.account.close": "closed an account",
    "accounts.account.open": "opened an account",
    "accounts.council_account.join": "joined their council account to this one",
    "accounts.council_account.part": "parted their council account from this one",
    "accounts.email.change": "changed their e-mail address",
    "accounts.password.change": "changed their password",
    "accounts.second_step.add": "set up a second step",
    "accounts.second_step.remove": "removed a second step",
    "accounts.second_step.reset": "reset somebody’s second step after a call-back",
    "consent.breach.close": "closed a breach",
    "consent.breach.decide": "decided who must be told of a breach",
    "consent.breach.judge": "judged the risk of a breach",
    "consent.breach.report": "reported that something went wrong with somebody’s data",
    "consent.breach.step": "wrote down what was done about a breach",
    "consent.breach.tell_regulator": "noted that the regulator was told of a breach",
    "consent.format_request.could_not": "told a family that something could not be given in another way",
    "consent.format_request.done": "gave a family something in another way",
    "consent.format_request.forget": "deleted how to reach families who had asked for another way",
    "consent.format_request.hand_to": "gave a request for another way to another post",
    "consent.format_request.open_contact": "opened how to reach a family",
    "consent.format_request.take": "took a request for another way in hand",
    "consent.information.ask_look": "asked for a second look at an answer under the Freedom of Information Act",
    "consent.information.choose": "chose records for a request under the Freedom of Information Act",
    "consent.information.decide": "decided about a record for a request under the Freedom of Information Act",
    "consent.information.drop": "took a record off a request under the Freedom of Information Act",
    "consent.information.end": "deleted the words of a request under the Freedom of Information Act past its time",
    "consent.information.finish": "finished an answer under the Freedom of Information Act",
    "consent.information.forget": "took a forgotten person’s words out of a request under the Freedom of Information Act",
    "consent.information.search": "searched what is held for a request under the Freedom of Information Act",
    "consent.information.step": "noted what moves the clock of a request under the Freedom of Information Act",
    "consent.information.take_file": "took out an answer under the Freedom of Information Act",
    "consent.information.take_in": "took in a request under the Freedom of Information Act",
    "consent.person.add": "wrote down somebody of a family",
    "consent.person.change": "corrected what we know of somebody",
    "consent.person.erase_again": "erased somebody again, whom a restored copy had brought back",
    "consent.person.merge": "joined two records of one person",
    "consent.person.look_for": "searched who somebody is by their name, for a reason",
    "consent.person.open": "opened who somebody is, for a reason",
    "consent.person.open_contact": "opened how to reach somebody",
    "consent.rights.acknowledge": "told somebody that we have what they asked about their data",
    "consent.rights.ask_anew": "had it asked anew who asks about their data, because two records were joined",
    "consent.rights.correct": "put right what somebody asks about their data, or the day on which they did",
    "consent.rights.decide": "decided what somebody asked about their data",
    "consent.rights.erase": "erased somebody from every store",
    "consent.rights.finish": "finished what somebody asked about their data",
    "consent.rights.identify": "said how we know who asked about their data",
    "consent.rights.join": "said whose data a request is about",
    "consent.rights.judge_part": "decided about a part of a copy of somebody’s data",
    "consent.rights.open": "opened what we hold about somebody",
    "consent.rights.forget_address": "forgot how to reach somebody who was erased, because the letter’s time was over",
    "consent.rights.open_address": "opened how a letter about somebody’s data reaches them",
    "consent.rights.put_right": "wrote down what was put right because somebody asked",
    "consent.rights.take_decision_back": "took back a decision about what somebody asked about their data",
    "consent.rights.receive": "took in what somebody asked about their data",
    "consent.rights.search": "wrote down where we looked for somebody’s data",
    "consent.rights.set_aside": "set somebody aside whom a hold forbids to erase",
    "consent.rights.start_clock": "let the clock of a request about data run on",
    "consent.rights.tell_partner": "told a partner that somebody asked to be forgotten",
    "consent.rights.cannot_tell": "wrote down why a partner cannot be told of an erasing",
    "consent.rights.stop_clock": "stopped the clock of a request about data",
    "consent.rights.take_longer": "took two more months for a request about data",
    "consent.rights.stop_using": "stopped using something after an objection",
    "consent.rights.withdraw": "noted that a request about data was taken back",
    "consent.purpose.add": "added a purpose",
    "consent.purpose.edit": "changed what stands about a purpose",
    "consent.purpose.end": "ended a purpose",
    "consent.record.ask_to_confirm": "asked a family by a link whether what they said was written down right",
    "consent.record.change_mind": "wrote down that somebody changed their mind",
    "consent.record.confirm": "took a family’s word, by a link, that their yes was written down right",
    "consent.record.contradict": "took a family’s word, by a link, that they never said yes",
    "consent.record.open_names": "opened the names behind a decision",
    "consent.record.open_scan": "opened the scan of a signed form",
    "consent.record.write": "wrote down what somebody decided",
    "consent.take_down.could_not": "said that something could not be called back",
    "consent.take_down.done": "called something back after a change of mind",
    "consent.take_down.open": "asked for something to be called back",
    "consent.use.begin": "used something that rests on somebody’s yes",
    "consent.use.end": "stopped using something that rested on somebody’s yes",
    "consent.use_stopped.lift": "wrote down that somebody lets us use theirs again",
    "consent.use_stopped.stop": "wrote down that somebody said “stop using mine”",
    "consent.wording.check": "said that a translation of a purpose’s words was checked",
    "consent.wording.publish": "published the words of a purpose",
    "consent.wording.write": "wrote words of a purpose",
    "consent.retention.approve": "approved that records past their time are ended",
    "consent.retention.change": "changed how long a kind of record is kept",
    "consent.retention.end": "ended records past their time",
    "consent.retention.hold": "held records back from deletion",
    "consent.retention.lift": "lifted a hold on records",
    "consent.activity.add": "wrote down a use of people’s data",
    "consent.activity.begin": "began the register of uses of people’s data",
    "consent.activity.delete": "took a use of people’s data off the register",
    "consent.activity.edit": "changed a use of people’s data in the register",
    "consent.activity.export": "took the register of uses of people’s data out as a table",
    "consent.partner.add": "added a partner",
    "consent.partner.edit": "changed a partner",
    "consent.sharing.attach": "attached a document to a sharing agreement",
    "consent.sharing.draft": "drafted a sharing agreement",
    "consent.sharing.edit": "changed the draft of a sharing agreement",
    "consent.sharing.end": "ended a sharing agreement",
    "consent.sharing.export": "handed people’s data over to a partner",
    "consent.sharing.fetch_again": "fetched a file for a partner once more",
    "consent.sharing.make_file": "made a file for a partner",
    "consent.sharing.new_version": "began a new version of a sharing agreement",
    "consent.sharing.open_document": "opened the document of a sharing agreement",
    "consent.sharing.review": "looked at a sharing agreement again",
    "consent.sharing.sign": "signed a sharing agreement",
    "consent.sharing.withhold": "was refused a file for a partner, which was deleted",
    "core.audit.forget": "deleted entries of the trail past their time",
    "core.audit.check": "checked the audit trail",
    "core.brand.edit": "changed the look and words",
    "core.defaults.change": "changed what the council begins with",
    "core.hub.add": "added a hub",
    "core.hub.delete": "deleted a hub that an import had made",
    "core.hub.edit": "changed a hub",
    "core.import.bring_in": "brought in a list",
    "core.import.take_back": "took an imported list back",
    "core.invitation.accept": "came in by an invitation",
    "core.invitation.send": "invited a member of staff",
    "core.invitation.send_again": "sent an invitation again",
    "core.invitation.withdraw": "withdrew an invitation",
    "core.locality.add": "added a locality",
    "core.locality.edit": "changed a locality",
    "core.post.add": "made a post",
    "core.post.stay": "took back that somebody leaves a post",
    "core.post.away": "noted who is away from a post, and who stands in",
    "core.post.edit": "changed a post",
    "core.post.leave": "took somebody off a post",
    "core.post.take": "put somebody on a post",
    "core.role.give": "gave a role",
    "core.role.take": "took a role away",
    "core.second_look.agree": "agreed at a second look",
    "core.second_look.allow_self": "allowed self-checks after 24 hours",
    "core.second_look.ask": "asked for a second look",
    "core.second_look.send_back": "sent something back at a second look",
    "core.second_look.stop_self": "stopped self-checks",
    "core.second_look.withdraw": "withdrew a second look",
    "feedback.entry_point.put_up": "put up a poster",
    "feedback.entry_point.take_down": "took down a poster",
    "feedback.response.erase": "deleted an answer, as a family asked with its code",
    "feedback.rating.prepare": "prepared a rating of how families were listened to",
    "feedback.survey.add": "began a survey",
    "feedback.survey.close": "closed a survey",
    "feedback.survey.delete": "deleted a draft survey",
    "feedback.survey.copy": "copied a survey",
    "feedback.survey.edit": "changed a survey’s draft or settings",
    "feedback.survey.new_version": "put out a new version of a survey",
    "feedback.survey.open": "opened a survey to families",
    "feedback.theme.make": "made a theme",
    "feedback.theme.mark": "put a comment to a theme",
    "feedback.theme.merge": "merged two themes",
    "feedback.theme.rename": "gave a theme another name",
    "feedback.theme.reopen": "opened a theme again",
    "feedback.theme.take_no_further": "took a theme no further",
    "feedback.theme.unmark": "took a comment off a theme",
    "feedback.voice.refused": "was refused a comment",
    "feedback.we_did.drop": "threw a draft answer away",
    "feedback.we_did.publish": "published an answer",
    "feedback.we_did.write": "wrote an answer",
    "feedback.you_said.edit": "changed a “You said”",
    "feedback.you_said.raise": "raised a “You said”",
    "feedback.you_said.take_down": "took an answer off the public pages",
    "feedback.you_said.told": "noted how people were told",
    "home.hub.listen": "gave a hub its page and its everyday listening",
    "home.mail_test.arrive": "noted that a test letter arrived",
    "home.mail_test.ask": "sent themselves a test letter",
    "home.alert.edit": "changed an alert",
    "home.alert.end": "ended an alert, or called it off",
    "home.alert.put_out": "put out an alert on families’ pages",
    "home.bank_holidays.say": "said what happens on bank holidays",
    "home.closure.edit": "changed a planned closure",
    "home.closure.end": "ended a closure early, or called it off",
    "home.closure.plan": "planned a closure, or other opening times",
    "home.closure.say": "said that a hub is closed",
    "home.number.check": "rang an urgent number and found it right",
    "home.page.cancel_publishing": "called off the publishing of a page",
    "home.page.close_to_public": "closed a page to the public",
    "home.page.delete": "deleted a page",
    "home.page.move": "moved a page",
    "home.page.open_to_public": "opened a page to the public",
    "home.page.plan_publishing": "planned the publishing of a page",
    "home.picture.erase": "deleted a picture because somebody on it was forgotten",
    "home.picture.put_away": "put a picture away because somebody on it changed their mind",
    "home.page.publish": "published a page",
    "home.page.say_work": "said that an address or mobile number on a page is for work",
    "home.page.send_back": "sent a page back at a second look",
    "home.page.send_for_a_look": "sent a page for a look before families see it",
    "home.page.take_back": "took a page back before anybody had looked",
    "home.page.take_down": "took a page down",
    "home.service.ask_provider": "asked who runs a service whether its page is still right",
    "home.service.confirm": "said, as who runs a service, that its page is still right",
    "home.service.still_right": "said that a service’s page is still right",
    "home.service.take_back": "took back that a service’s page is still right",
    "home.wrong_report.end": "looked at what was said to be wrong on a page",
    "home.wrong_report.pass_on": "passed on what was said to be wrong on a page",
    "home.wrong_report.forget": "deleted what was said to be wrong on pages",
    "home.ready.bring_back": "put something back on the list of getting ready",
    "home.ready.put_off": "put off something of getting ready",
    "home.ready.say": "said that something of getting ready is so",
    "home.site.open": "opened the site to families",
    "participation.aim.add": "set whom an engagement means to hear",
    "participation.aim.drop": "took away whom an engagement means to hear",
    "participation.aim.edit": "changed whom an engagement means to hear",
    "participation.gateoverride.ask": "asked for an exception before opening or closing an engagement",
    "participation.checklist.answer": "answered an item of how well we listen",
    "participation.checklist.carry_over": "laid an earlier engagement’s answers beside another’s",
    "participation.checklist_item.add": "added a question to the checklist",
    "participation.checklist_item.bring_back": "brought a question of the checklist back",
    "participation.checklist_item.retire": "retired a question of the checklist",
    "participation.engagement.add": "planned an engagement",
    "participation.engagement.close": "closed an engagement",
    "participation.engagement.edit": "changed an engagement",
    "participation.engagement.export": "took the list of what is asked about out as a table",
    "participation.engagement.move": "took an engagement to another stage",
    "participation.engagement.look_again": "looked at an engagement again",
    "participation.engagement.open": "opened an engagement",
    "participation.engagement.say_degree": "said how an engagement was done",
    "participation.engagement.resize": "said how heavy a decision is",
    "participation.engagement.renew": "looked at a hub’s everyday listening for another year",
    "participation.engagement.say_before": "said what is known before families are asked",
    "participation.engagement.start": "started a hub’s everyday listening",
    "participation.group_sentence.add": "wrote down what a small group says",
    "participation.group_sentence.drop": "took away what a small group says",
    "participation.group_sentence.edit": "changed what a small group says",
    "participation.priority_group.add": "put a group into the list of whom we look for",
    "participation.priority_group.edit": "changed a group of whom we look for",
    "participation.priority_group.figure": "wrote down how many of a group there are",
    "participation.reach.export": "took out who was heard as a table",
    "participation.turnout.add": "wrote down an activity",
    "participation.turnout.call_off": "said whether an activity happened",
    "participation.turnout.count": "counted who came to an activity",
    "participation.turnout.count_again": "corrected who came to an activity",
    "participation.turnout.edit": "changed an activity",
    "participation.equality.done": "noted that what an equality record promised was done",
    "participation.equality.drop": "deleted a version of an equality record that was a mistake",
    "participation.equality.edit": "changed an equality record",
    "participation.equality.join": "said which engagements rest on an equality record",
    "participation.equality.new_version": "began a new version of an equality record",
    "participation.equality.publish": "published an equality record",
    "participation.equality.sign": "signed an equality record",
    "participation.equality.start": "began an equality record",
    "participation.past_report.add": "wrote down a past report",
    "participation.past_report.delete": "deleted a past report that was a mistake",
    "participation.past_report.edit": "changed a past report",
    "participation.past_report.open_file": "opened the file of a past report",
    "participation.past_report.remove_file": "deleted the file of a past report",
    "participation.learning.note": "wrote down what was learned from an engagement",
}


@dataclass(frozen=True)
class Line:
    """One entry as a data protection officer reads it."""

    at: datetime | None
    who: str
    did: str
    about: str
    code: str
    where: str
    details: str
    seal: str


def in_words(verb: str) -> str:
    """Return a verb in plain words; one that nobody put into words yet is taken apart."""
    if verb in VERBS:
        return VERBS[verb]
    *_, thing, act = ["", *verb.split(".")]
    return f"{act}: {thing}".replace("_", " ").strip(": ")


def lines(entries: Iterable[AuditEntry]) -> dict[int, Line]:
    """Return a page of entries in words, by id, for as many queries however many there are.

    Three at most tell the names of staff and of hubs and the titles of posts; one for each kind of record that has a code tells the codes.
    """
    entries = list(entries)
    names, codes = audit_facts.names_in(entries), audit_facts.codes_in(entries)
    return {
        entry.pk: Line(
            at=moment_of(entry.at),
            who=audit_facts.person(entry.actor, names),
            did=in_words(entry.verb),
            about=audit_facts.about(entry.subject, codes),
            code=codes.get(entry.subject, ""),
            where=names[Hub].get(entry.hub_id or 0, ""),
            details=audit_facts.details(entry.facts, audit_facts.model_of(entry.subject), names, codes),
            seal=f"Seal {entry.sealed.seal.number}" if hasattr(entry, "sealed") else "Not sealed yet",
        )
        for entry in entries
    }


def moment_of(at: str) -> datetime | None:
    """Return a written moment in the time of here; nothing when somebody spoiled it."""
    try:
        return timezone.localtime(datetime.fromisoformat(at))
    except ValueError:
        return None


def bounds_of(day: date) -> tuple[str, str]:
    """Return the first moment of a day here and of the day after, as the trail writes moments."""
    first, following = (timezone.make_aware(datetime.combine(one, time.min)) for one in (day, day + timedelta(days=1)))
    return written(first), written(following)
