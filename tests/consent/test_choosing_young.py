"""Young people: one rule says whether they are asked themselves, on the page and at the desk, and no button writes nothing down."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.choices import Audience
from consent.models import ConsentRecord, Person, Purpose, Wording
from consent.rules.ledger import may_say_yes
from consent.selectors.my_choices import choice_of
from consent.services import ledger, purposes
from core.models import Hub
from tests.builders import today
from tests.consent import agreeing
from tests.consent.doorway import DOOR, asked_for_code, numbers, typed_in
from tests.families import make_person
from tests.feedback.desk import words

CHOOSE, EMAIL = reverse("choose"), "kid@family.example"


@pytest.fixture(autouse=True)
def beginnings(db: None) -> None:
    """What every council begins with."""
    purposes.begin()


@pytest.fixture
def photo(beginnings: None) -> Purpose:
    """A purpose with words for adults and for young people."""
    return Purpose.objects.get(key="photo")


@pytest.fixture
def child(elm: Hub) -> Person:
    """A child for whom Dana decides, and for whom nobody has set a month."""
    return make_person(elm, "Kid", email=EMAIL, is_young=True, decided_by="Dana", says_may_decide=True)


def _inside(client: Client) -> Client:
    typed_in(client, asked_for_code(client, EMAIL), numbers())
    return client


def _wording(purpose: Purpose, audience: str) -> Wording:
    return Wording.objects.current().get(purpose=purpose, audience=audience, language="en-gb")


def test_a_child_for_whom_no_month_is_set_cannot_say_yes_by_any_road(client: Client, petra: User, child: Person, photo: Purpose) -> None:
    _inside(client)
    page = words(client.get(DOOR))
    assert "Somebody else says yes for you until you are asked yourself." in page
    for audience in (Audience.YOUNG, Audience.ADULTS):
        client.post(CHOOSE, {"purpose": "photo", "wording": _wording(photo, audience).pk, "say": "yes"})
    with pytest.raises(ValidationError) as refused:
        agreeing.decide(child, photo, by=petra, is_explicit=True)
    assert "They are not asked themselves yet. Somebody who may decide for them says yes." in refused.value.messages
    assert "If they are old enough, write down first from which month they are asked themselves." in refused.value.messages
    assert not ConsentRecord.objects.exists()

    assert agreeing.decide(child, photo, by=petra, is_explicit=True, given_by="decider", decided_by="Dana, mother")
    assert ledger.change_mind(person=child, purpose=photo, today=today(), by=None).record.decision == "withdrawn"


def test_no_button_is_shown_that_writes_nothing_down(client: Client, petra: User, child: Person, photo: Purpose) -> None:
    story = Purpose.objects.get(key="case_study")
    assert not Wording.objects.filter(purpose=story, audience=Audience.YOUNG).exists()
    _inside(client)

    assert 'id="case_study"' not in client.get(DOOR).text, "there are no words for them, so it is no question of theirs"
    agreeing.decide(child, story, by=petra, is_explicit=True, given_by="decider", decided_by="Dana, mother")
    child.ask_again_from = today().replace(day=1)
    child.save()
    page = client.get(DOOR).text
    section = page.partition('id="case_study"')[2].partition("</section>")[0]
    assert 'value="yes"' not in section
    assert 'value="no"' in section, "what was decided for them they can stop"
    assert page.count('value="yes"') >= 1

    with_words = Purpose.objects.asked().in_use().filter(for_a_partner=False, wordings__audience="young").distinct()
    assert with_words.count() >= 5
    for purpose in with_words:
        one = choice_of(child, key=purpose.key, partner_id=None, language="en-gb", today=today())
        assert one
        client.post(CHOOSE, {"purpose": purpose.key, "wording": one.wording.pk, "say": "yes"})
        assert ConsentRecord.objects.filter(purpose=purpose).exists() == one.may_say_yes, purpose.key


@pytest.mark.parametrize(
    ("young", "month", "says"), [(False, None, True), (True, None, False), (True, "2026-11-29", True), (True, "2026-12-01", False)]
)
def test_who_is_asked_themselves(young: bool, month: str | None, says: bool) -> None:
    day = today().replace(year=2026, month=11, day=29)
    asked_from = type(day).fromisoformat(month) if month else None
    assert may_say_yes(Person(is_young=young, ask_again_from=asked_from), day) == says
