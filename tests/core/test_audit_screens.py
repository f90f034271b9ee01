"""The audit trail on the screen: for the data protection officer in plain words, for the administrator only its seals."""

import ast
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from core import append_only, audit, audit_check, outbox
from core.audit_seals import seal_new_entries
from core.audit_trail import AuditTrail
from core.audit_words import VERBS, in_words
from core.models import AuditEntry, Hub, Post
from tests.cast import sign_in

pytestmark = pytest.mark.django_db
LIST, SEALS = "/admin/audit/", "/admin/audit-seals/"


def write(number: int = 1, **fields: object) -> None:
    one = {"at": audit.written(datetime.now(UTC)), "actor": "system", "verb": "feedback.survey.open", "subject": "feedback.Survey:7"}
    AuditEntry.objects.bulk_create([AuditEntry(**one | fields) for _ in range(number)])


def rows(client: Client, **asked: str) -> str:
    """Return the table of entries."""
    return client.get(f"{LIST}results/", asked).text.split("<tbody")[1].split("</tbody")[0]


# --- The list -------------------------------------------------------------------------------------------------------------


def test_the_officer_reads_who_did_what_to_what_and_where(priya: User, asha: User, elm: Hub) -> None:
    audit.record("core.invitation.send", elm, by=asha, hub_id=elm.pk, kinds=["hub_worker"], again=False)
    page = sign_in(priya).get(LIST).text
    for words in ("Asha Example", "invited a member of staff", f"hub {elm.pk}", "Elm", "again: no; kinds: Hub worker", "Not sealed yet"):
        assert words in page


def test_hubs_and_posts_that_a_change_was_about_are_named(priya: User, elm: Hub, elm_manager: Post) -> None:
    moved = [f"hubs: with {elm.pk}", "hubs: without 4711", f"who_acts: none to {elm_manager.pk}", "title: {0} to {1}", "hubs"]
    write(subject="participation.Engagement:7", verb="participation.engagement.edit", facts=audit.canonical({"moved": moved}))

    page = rows(sign_in(priya))

    assert f"hubs with Elm, hubs without 4711, who acts from none to {elm_manager.title}, Elm, title from {{0}} to {{1}}" in page


def test_codes_and_numbers_are_read_out_as_screens_call_them(priya: User, asha: User, elm: Hub) -> None:
    facts = {"about": "feedback.WeDid:12", "needs": "we_did.publish", "colleague": f"staff:{asha.pk}", "method": "self"}
    write(verb="core.second_look.ask", subject="core.SecondLook:3", facts=audit.canonical(facts))
    write(verb="core.post.take", subject="core.Post:3", facts=audit.canonical({"person": asha.pk, "gone": 4711}))
    write(verb="core.post.leave", subject="core.Post:3", facts=audit.canonical({"person": 4711, "corrects": 0, "colleague": ""}))
    write(facts=audit.canonical({"mode": "code", "reason": "names", "outcome": "not_now", "kind": "unheard-of"}))
    write(verb="core.hub.edit", subject="core.Hub:3", facts=audit.canonical({"moved": ["run_by: council to provider"], "before": "open"}))

    page = rows(sign_in(priya))

    assert "about: we did 12; colleague: Asha Example; method: The same person" in page
    assert "needs: Publishing an answer to families" in page
    assert "gone: 4711; person: Asha Example" in page
    assert "colleague: none; corrects: 0; person: A former colleague (4711)" in page
    assert "kind: unheard-of; mode: Own code: families can come back with a code" in page
    assert "outcome: Not now, because; reason: A family or a child could be known by it" in page
    assert "before: Open; moved: run by from The council to" in page


def test_somebody_of_a_family_is_no_colleague(priya: User) -> None:
    write(verb="consent.rights.join", facts=audit.canonical({"person": "P-7RKN"}))
    assert "person: Somebody of a family (P-7RKN)" in rows(sign_in(priya))


def test_the_newest_entry_stands_first(priya: User) -> None:
    write(verb="feedback.survey.open")
    write(verb="feedback.survey.close")
    table = rows(sign_in(priya))
    assert table.index("closed a survey") < table.index("opened a survey to families")


def test_an_entry_says_which_seal_holds_it(priya: User) -> None:
    write()
    seal_new_entries()
    assert "Seal 1" in sign_in(priya).get(LIST).text


def test_what_somebody_did_who_is_gone_stays_readable(priya: User) -> None:
    write(actor="staff:4711")
    write(actor="system", subject="feedback.Gone:3", verb="feedback.gone.let_go")
    page = sign_in(priya).get(LIST).text
    assert "A former colleague (4711)" in page
    assert "Earshot itself" in page
    assert "feedback.Gone:3" in page
    assert "let go: gone" in page


def test_nothing_in_an_entry_can_run(priya: User) -> None:
    write(facts='{"field": "<script>alert(1)</script>"}', subject="<b>:1", actor="<i>")
    page = sign_in(priya).get(LIST).text
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page


def test_the_trail_can_be_narrowed_to_an_act_a_thing_and_a_day(priya: User) -> None:
    write(verb="feedback.survey.close", subject="feedback.Survey:8", at="2026-07-01T22:59:00.000+00:00")
    write(verb="feedback.theme.make", subject="feedback.Theme:9", at="2026-07-01T23:01:00.000+00:00")  # the 2nd in a British summer
    client = sign_in(priya)

    assert "theme 9" not in rows(client, verb="feedback.survey.close")
    assert "survey 8" not in rows(client, subject="feedback.Theme:9")
    assert "survey 8" in rows(client, day="2026-07-01")
    assert "theme 9" not in rows(client, day="2026-07-01")
    assert "theme 9" in rows(client, day="2026-07-02")


def test_a_page_of_the_trail_costs_the_same_however_long_it_is(priya: User, asha: User, elm: Hub) -> None:
    client = sign_in(priya)
    audit.record("core.invitation.send", elm, by=asha, hub_id=elm.pk)
    client.get(LIST)
    with CaptureQueriesContext(connection) as short:
        client.get(LIST)
    write(120, actor=f"staff:{priya.pk}", hub_id=elm.pk)
    seal_new_entries()
    with CaptureQueriesContext(connection) as long:
        page = client.get(LIST)
    assert len(long) == len(short)
    assert "Page 1 of 3" in page.text


def test_the_trail_has_no_address_for_making_changing_or_deleting() -> None:
    assert {pattern.name for pattern in AuditTrail().get_urlpatterns()} == {"index", "index_results"}


def test_the_trail_is_no_spreadsheet(priya: User) -> None:
    write()
    assert sign_in(priya).get(LIST, {"export": "csv"}).headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("name", ["asha", "ben", "cara", "dev", "adam", "edie"])
def test_nobody_but_the_officer_reads_the_trail(request: pytest.FixtureRequest, name: str) -> None:
    write()
    for address in (LIST, f"{LIST}results/"):
        page = sign_in(request.getfixturevalue(name)).get(address, follow=True)
        assert "opened a survey" not in page.text


def test_strangers_are_led_to_sign_in(client: Client) -> None:
    for address in (LIST, SEALS):
        page = client.get(address)
        assert page.status_code == 302
        assert page.headers["Location"].startswith(reverse("account_login"))


def test_the_officer_finds_the_trail_among_the_reports_and_others_do_not(priya: User, asha: User) -> None:
    assert LIST in sign_in(priya).get("/admin/").text
    assert LIST not in sign_in(asha).get("/admin/").text


# --- The seals ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["priya", "adam"])
def test_the_officer_and_the_administrator_can_check_the_trail(request: pytest.FixtureRequest, name: str) -> None:
    user = request.getfixturevalue(name)
    write(3)
    seal_new_entries()
    client = sign_in(user)
    assert "never" in client.get(SEALS).text
    assert "<title>Is the audit trail whole?" in " ".join(client.get(SEALS).text.split()).replace("<title> ", "<title>")

    page = client.post(SEALS).text

    assert "as it was written" in page
    assert "3 sealed entries were read again" in page
    assert "nothing wrong" in client.get(SEALS).text
    entry = AuditEntry.objects.latest("pk")
    assert (entry.verb, entry.actor) == ("core.audit.check", f"staff:{user.pk}")


def test_the_administrator_sees_seals_and_no_entry(adam: User) -> None:
    write()
    page = sign_in(adam).get(SEALS).text
    assert "opened a survey" not in page
    assert SEALS in sign_in(adam).get("/admin/").text


@pytest.mark.parametrize("name", ["asha", "ben", "edie"])
def test_other_staff_cannot_see_or_check_the_seals(request: pytest.FixtureRequest, name: str) -> None:
    client = sign_in(request.getfixturevalue(name))
    for said in (client.get(SEALS), client.post(SEALS)):
        assert said.status_code in {302, 403}
    assert not AuditEntry.objects.filter(verb="core.audit.check").exists()
    assert SEALS not in client.get("/admin/").text


def test_a_touched_trail_is_told_in_words(priya: User) -> None:
    write(3)
    seal_new_entries()
    append_only.remove()
    AuditEntry.objects.update(actor="staff:1")
    client = sign_in(priya)
    page = client.post(SEALS).text
    assert "Somebody touched the audit trail" in page
    assert "Seal 1 does not match its entries" in page
    assert "1 fault found" in client.get(SEALS).text


def test_a_long_trail_is_checked_by_the_worker(priya: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_check, "AT_ONCE", 2)
    write(3)
    client = sign_in(priya)
    page = client.post(SEALS, follow=True)
    assert "being checked now" in page.text
    outbox.drain()
    assert "nothing wrong" in client.get(SEALS).text


# --- Words ----------------------------------------------------------------------------------------------------------------


def test_every_act_the_code_writes_down_has_plain_words() -> None:
    roots = ["site", "consent", "participation", "feedback", "panels", "home"]
    written = {
        str(call.args[0].value)
        for root in roots
        for path in (Path(settings.ROOT) / root).rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and ast.unparse(call.func) == "audit.record"
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }
    assert written, "the search found no act at all"
    assert written - set(VERBS) == set(), "put these into core/audit_verbs.py"


def test_a_verb_nobody_put_into_words_is_taken_apart() -> None:
    assert in_words("panels.meeting_paper.send_out") == "send out: meeting paper"
    assert in_words("odd") == "odd"
