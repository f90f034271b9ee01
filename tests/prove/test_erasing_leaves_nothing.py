"""Of who was forgotten nothing is left, in no table, file, log, index or opened seal, but what their letter lists (DESIGN promise 15).

A canary is written down in every store of a served Earshot and erased by the officer's act. Then a dump of the database, every file, and
everything that the application's keys open are searched for them, and for the sealed values and blind indexes that stood there before.
"""

from html import unescape

import pytest

from config.providers import PROVIDERS
from consent.services.erasing import REQUESTS, WHY_REQUESTS
from consent.services.rights_letter import WAY, WHY_WAY
from tests.prove.canary import Canary, files, pieces, places_of, somebody_reads, tables, work
from tests.prove.canary_photos import named
from tests.prove.post_office import PostOffice
from tests.prove.served import Served

pytestmark = pytest.mark.prove

EVERYWHERE = {
    *("consent.Person.name", "consent.Person.email", "consent.Person.phone", "consent.Person.post_address", "consent.Person.decided_by"),
    *("consent.ConsentDetail.decided_by", "consent.ConsentScan.content", "consent.WhoAsked.name", "consent.WhoAsked.contact"),
    *("consent.Introduction.name", "panels.Membership.speaks_for", "panels.Membership.ring_first"),
    *("panels.StandingNeed.detail", "panels.MemberNote.words", "panels.SupportNote.words", "panels.Claim.note"),
    *("consent.RightsWords.who", "consent.RightsWords.asked", "consent.RightsWords.answer", "feedback.Voice.text"),
}
# Not sealed, because anybody may read a page and every editor the list of pictures: what an editor typed about a photo of them.
IN_THE_OPEN = {"home_hubimage", "home_hubpage", "home_infopage", "wagtailcore_revision", "wagtailcore_modellogentry", "taggit_tag"}
# Who answers for what is not sealed: left out, it is found as it is written.
OF_WHAT_IS_OPEN = {"home.provides.erase_pictures"}
# Who answers for rows that say whose they are by the number of the record alone: left out, that is found there.
BY_NUMBER = {"panels.provides.joining.erase": "panels_interest"}
# What the letter lists as kept: that they asked about their data, and our letter.
KEPT = {"consent.RightsWords.who", "consent.RightsWords.asked", "consent.RightsWords.answer", "consent.PartDecision.instead"}
# And until they have that letter, how it reaches them: the letter says so.
UNTIL_SENT = {"consent.LetterWay.way"}


def says_whose(table: bytes, number: str) -> bool:
    """Return whether rows of a table say by the number of a record whose they are: PostgreSQL writes it with dashes, SQLite without."""
    return number.encode() in table or number.replace("-", "").encode() in table


@pytest.fixture(scope="module")
def question(served: Served) -> str:
    """The question of a survey that gives each answer a code of its own; petra and priya are at work; the first canary is written down."""
    found, _ = Canary(0).staff(served, "begin", "write_down")
    return str(found)


def test_of_who_was_forgotten_nothing_is_left_but_what_the_letter_lists(served: Served, question: str) -> None:
    canary = Canary(0)
    with PostOffice() as office, somebody_reads(served):
        phone = canary.opens_the_door(served, office)
        canary.asks(phone, "access")
        canary.asks(phone, "erasure")
        canary.complains(served)
        canary.wants_large_print(served)
        code = canary.answers(served, question)

        shown, _, stood, by = canary.staff(served, "look_at_every_screen", "give_a_copy", "sealed", "indexes")
        pictures, number = canary.staff(served, "photos", "number")
        assert len(named(files(served), pictures)) == len(pictures) >= 2, "a photo, and a size of it"
        assert {name for name, stored in tables(served).items() if canary.is_in(stored)} >= IN_THE_OPEN
        indexes = [index.encode() for index in by]
        assert {address: status for address, status in shown.items() if status != 200} == {}
        assert {place for place, _ in stood} >= EVERYWHERE, "they are in every store: the search below can fail"
        assert "consent_person" in places_of(indexes, tables(served))
        assert len(places_of([piece for _, stored in stood for piece in pieces(stored)], tables(served))) >= 6

        canary.deletes_the_answer(served, code)
        for table in BY_NUMBER.values():
            assert says_whose(tables(served)[table], number), "they are there: the search below can fail"
        letter, between, reached = canary.staff(served, "forget", "sealed", "send_the_letter")
        log = work(served, office)

        assert f"{REQUESTS}. {WHY_REQUESTS}" in unescape(letter)
        assert f"{WAY}. {WHY_WAY}" in unescape(letter)
        assert reached, "the letter that lists what stays finds whom it is for"
        assert {place for place, _ in between} <= KEPT | UNTIL_SENT, "and until it is sent nothing else is kept"
        assert {place for place, _ in between} >= UNTIL_SENT, "the search can see it"
        [left] = canary.staff(served, "sealed")
        assert {place for place, _ in left} <= KEPT
        stores = tables(served), files(served), {"the worker’s log": log.encode()}
        assert [name for store in stores for name, stored in store.items() if canary.is_in(stored)] == []
        assert named(files(served), pictures) == set()
        assert [table for table in BY_NUMBER.values() if says_whose(tables(served)[table], number)] == []
        stood += [one for one in between if one[0] in UNTIL_SENT]
        gone = [piece for _, stored in stood if stored not in {stays for _, stays in left} for piece in pieces(stored)]
        assert len(gone) > len(EVERYWHERE)
        assert places_of([*gone, *indexes], *stores) == set()


@pytest.mark.parametrize("left_out", PROVIDERS["person.erase"])
def test_the_search_finds_what_one_who_is_asked_to_erase_forgot(served: Served, question: str, left_out: str) -> None:
    """Somebody new who answers person.erase and empties no store that the canary is in makes this fail: bring the canary there."""
    canary = Canary(1 + PROVIDERS["person.erase"].index(left_out))

    number, pictures, *_, left = canary.staff(served, "write_down", "photos", "ask_to_be_forgotten", "forget", "sealed", left_out=left_out)

    if left_out in OF_WHAT_IS_OPEN:
        assert {name for name, stored in tables(served).items() if canary.is_in(stored)} >= IN_THE_OPEN
        assert len(named(files(served), pictures)) >= 1, "the photo itself"
        return
    if table := BY_NUMBER.get(left_out):
        assert says_whose(tables(served)[table], number)
        return
    assert {place for place, _ in left} - KEPT - UNTIL_SENT != set()
    assert places_of([piece for _, stored in left for piece in pieces(stored)], tables(served)) != set()
