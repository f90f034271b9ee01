"""What rests on an equality record, what families read of it, and what waits for whom."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from core.models import Hub, Post
from participation.choices import Effect, EqualityOutcome, Size, Stage
from participation.equality import KEYS
from participation.models import EqualityPublication, EqualityRecord
from participation.provides.equality import what_hangs, what_waits
from participation.selectors.equality import AS_FAMILIES_READ_IT, published_of, why_not_rely_on_record_of
from participation.services import equality as services
from participation.services.equality import LineSaid
from tests.builders import make_engagement, make_hub, make_post, today
from tests.cast import sign_in
from tests.participation.known import fill_in, hold, make_equality, sign

LIST = "/admin/equality/"
DAY = timedelta(days=1)


def address(record: EqualityRecord, act: str = "") -> str:
    return f"{LIST}{record.pk}/{act}"


@pytest.fixture
def record(elm: Hub) -> EqualityRecord:
    return make_equality(elm)


@pytest.fixture
def harmed(record: EqualityRecord, asha: User) -> LineSaid:
    """A harm with an answer: a minibus by next month."""
    return LineSaid(
        Effect.NEGATIVE, "Two families cannot walk so far.", "A minibus on Tuesdays.", make_post("Transport officer"), today() + 20 * DAY
    )


# --- Engagements that rest on it -------------------------------------------------------------------------------------------


def test_one_record_is_shared_by_the_engagements_of_one_decision(asha: User, elm: Hub, oak: Hub, record: EqualityRecord) -> None:
    first, second = make_engagement(elm, title="Mothers"), make_engagement(elm, title="Grandparents", size=Size.BIG)
    foreign, ended = make_engagement(oak), make_engagement(elm, stage=Stage.CLOSED, closed_on=today())
    client = sign_in(asha)

    client.post(address(record, "engagements/"), {"engagements": [first.pk, second.pk]})

    assert set(record.engagements.all()) == {first, second}
    for other in (foreign, ended):
        page = client.post(address(record, "engagements/"), {"engagements": [other.pk]}, follow=True)
        assert "One of these engagements is not yours to change, or has ended. Choose again." in page.text
    assert set(record.engagements.all()) == {first, second}


def test_what_others_hung_on_it_stays(asha: User, oak: Hub, elm: Hub) -> None:
    record = make_equality(elm, oak)
    foreign = make_engagement(oak)
    foreign.equality_record = record
    foreign.save()

    services.choose_engagements(record=record, engagements=[], by=asha)

    assert list(record.engagements.all()) == [foreign]


def test_a_gate_is_told_what_is_missing_and_where(asha: User, elm: Hub, record: EqualityRecord) -> None:
    engagement = make_engagement(elm, size=Size.BIG)
    (nothing,) = why_not_rely_on_record_of(engagement)
    assert nothing.href == f"{LIST}new/?engagement={engagement.pk}"

    services.choose_engagements(record=record, engagements=[engagement], by=asha)
    assert why_not_rely_on_record_of(engagement)[0].href == f"{address(record)}#line-age"
    fill_in(record, by=asha)
    assert why_not_rely_on_record_of(engagement) == []


# --- In public -------------------------------------------------------------------------------------------------------------


def test_families_read_the_newest_version_that_is_published(
    dev: User, asha: User, elm: Hub, record: EqualityRecord, harmed: LineSaid
) -> None:
    engagement = make_engagement(elm)
    services.choose_engagements(record=record, engagements=[engagement], by=asha)
    sign(fill_in(record, by=asha, lines={"disability": harmed}, outcome=EqualityOutcome.ADJUST), by=dev)
    assert published_of(engagement) is None, "signed, but not published"

    page = sign_in(dev).post(address(record, "publish/"), follow=True)

    assert "Everybody can read its summary on the pages of its engagements." in page.text
    shown = published_of(engagement)
    assert shown is not None
    assert (shown.outcome, shown.signed_as, shown.published_on) == ("We change the plan", "Head of early help", today())
    assert [(line.name, line.effect, line.mitigation) for line in shown.lines] == [
        ("Disabled people", "Worse for them", "A minibus on Tuesdays.")
    ]

    new = services.begin_version(record=record, by=asha, today=today())
    sign(fill_in(new, by=asha), by=dev)
    engagement.refresh_from_db()
    assert published_of(engagement) == shown, "the next one is signed, but not published"


@pytest.mark.parametrize(
    ("outcome", "says"),
    [
        (EqualityOutcome.NO_CHANGE, "We go on as planned"),
        (EqualityOutcome.ADJUST, "We change the plan"),
        (EqualityOutcome.CONTINUE, "We go on, because:"),
        (EqualityOutcome.STOP, "We do not go on with this"),
    ],
)
def test_families_read_what_it_comes_to_in_their_words(
    outcome: EqualityOutcome, says: str, client: Client, dev: User, asha: User, elm: Hub, record: EqualityRecord, harmed: LineSaid
) -> None:
    engagement = make_engagement(elm)
    services.choose_engagements(record=record, engagements=[engagement], by=asha)
    lines = {} if outcome == EqualityOutcome.NO_CHANGE else {"disability": harmed}
    said = fill_in(record, by=asha, lines=lines, outcome=outcome, justification="No other building has a lift.")
    services.publish_record(record=sign(said, by=dev), by=dev, today=today())

    page = client.get(reverse("asked_about", args=[engagement.slug])).text

    assert says in page
    assert str(outcome.label) not in page, "that is how staff say it"
    assert set(AS_FAMILIES_READ_IT) == set(EqualityOutcome)


def test_who_wrote_the_old_words_does_not_sign_them_in_a_new_version(dev: User, asha: User, record: EqualityRecord) -> None:
    first = sign(fill_in(record, by=asha), by=dev)

    new = services.begin_version(record=first, by=dev, today=today())

    assert set(new.writers.all()) >= {asha, dev}


def test_only_what_is_signed_is_published_once_and_by_who_signs(dev: User, asha: User, record: EqualityRecord) -> None:
    client = sign_in(dev)
    assert "Only a signed version is published." in client.post(address(record, "publish/"), follow=True).text
    sign(fill_in(record, by=asha), by=dev)
    with pytest.raises(PermissionDenied):
        services.publish_record(record=record, by=asha, today=today())
    client.post(address(record, "publish/"))

    assert "It is published already." in client.post(address(record, "publish/"), follow=True).text
    assert EqualityPublication.objects.count() == 1


def test_it_prints_for_a_committee(asha: User, dev: User, record: EqualityRecord) -> None:
    assert "Not signed: this may still change." in sign_in(asha).get(address(record, "print/")).text
    sign(fill_in(record, by=asha), by=dev)

    page = sign_in(asha).get(address(record, "print/")).text

    assert "Signed as Head of early help" in page
    assert page.count("No different for them") == len(KEYS)
    assert "Dev" not in page


# --- What waits ------------------------------------------------------------------------------------------------------------


def test_a_review_waits_for_who_looks_after_the_record(dev: User, asha: User, elm: Hub, record: EqualityRecord) -> None:
    mine = hold(asha, make_post("Clinic lead", hub=elm))
    sign(fill_in(record, by=asha, owner=mine, review_on=today() + 60 * DAY), by=dev)
    assert what_waits(user=asha, today=today()) == []

    (line,) = what_waits(user=asha, today=today() + 61 * DAY)

    assert line.text.startswith("Look again at the equality record “Where the baby clinic goes”: due ")
    assert line.is_late
    assert line.href == address(record)
    assert line.why == "You hold Clinic lead at Elm."
    assert "To be looked at again" not in sign_in(asha).get(LIST).text


def test_what_is_promised_against_a_harm_waits_for_who_does_it_until_it_is_done(
    dev: User, asha: User, elm: Hub, record: EqualityRecord, harmed: LineSaid
) -> None:
    hold(asha, harmed.owner)  # type: ignore[arg-type]  # the fixture gives one
    sign(fill_in(record, by=asha, lines={"disability": harmed}, outcome=EqualityOutcome.ADJUST), by=dev)

    (line,) = what_waits(user=asha, today=today())
    assert line.text.startswith("Disability: what you promised in “Where the baby clinic goes” is due ")
    assert not line.is_late

    row = record.lines.get(characteristic="disability")
    page = sign_in(asha).post(address(record, f"done/{row.pk}/"), follow=True)
    assert "Disability: noted as done." in page.text
    assert "Done on" in page.text
    assert what_waits(user=asha, today=today()) == []
    assert "It is noted as done already." in sign_in(asha).post(address(record, f"done/{row.pk}/"), follow=True).text


def test_who_promised_it_notes_it_and_nobody_else_who_only_reads(
    dev: User, hana: User, asha: User, elm: Hub, harmed: LineSaid, record: EqualityRecord
) -> None:
    council = make_equality(title="Buses")
    hold(dev, harmed.owner)  # type: ignore[arg-type]  # the fixture gives one
    sign(fill_in(council, lines={"rural": harmed}, outcome=EqualityOutcome.ADJUST), by=dev)
    done = address(council, f"done/{council.lines.get(characteristic='rural').pk}/")

    assert "This is done" not in sign_in(hana).get(address(council)).text
    assert "Who promised it notes it, or who may change this record." in sign_in(hana).post(done, follow=True).text
    assert "This is done" in sign_in(dev).get(address(council)).text
    assert "Families in rural places: noted as done." in sign_in(dev).post(done, follow=True).text


def test_what_a_post_looks_after_moves_with_it(dev: User, asha: User, record: EqualityRecord, harmed: LineSaid) -> None:
    owner = make_post("Clinic lead")
    fill_in(record, by=asha, owner=owner, lines={"disability": harmed})
    assert isinstance(harmed.owner, Post)

    hangs = what_hangs(post_ids=frozenset({owner.pk, harmed.owner.pk}), today=today())

    assert {one.post_id: one.text for one in hangs} == {
        owner.pk: "looks after 1 equality record",
        harmed.owner.pk: "does 1 thing an equality record promises",
    }


# --- Many ------------------------------------------------------------------------------------------------------------------


def test_the_list_and_the_page_cost_the_same_for_one_and_for_many(asha: User, elm: Hub, record: EqualityRecord) -> None:
    def cost(of: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(of).status_code == 200
        return len(asked)

    client: Client = sign_in(asha)
    costs = {of: (client.get(of), cost(of))[1] for of in (LIST, address(record))}
    for number in range(20):
        fill_in(make_equality(elm, make_hub(f"Hub {number}"), title=f"Decision {number}"), owner=make_post(f"Post {number}"))
    fill_in(record, lines={key: LineSaid(Effect.NEUTRAL, "x", "y", make_post(f"Owner {key}")) for key in KEYS})

    assert {of: cost(of) for of in costs} == costs
