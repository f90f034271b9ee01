"""Each screen leads on: to what comes next, to what can be read by who may only read, and never to a page that is not there."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import Hub, SecondLook
from participation.choices import Gate, Size, Stage
from participation.selectors.public import CUT_SHORT, NOTHING_TO_FILL_IN
from tests import builders
from tests.builders import make_engagement, make_everyday_engagement, make_open_survey, make_theme
from tests.cast import sign_in
from tests.participation.deciding import planned
from tests.participation.known import make_equality
from tests.participation.listening import say
from tests.participation.reaching import make_activity


def words(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def test_a_plan_says_what_comes_next_beside_its_title(asha: User, elm: Hub) -> None:
    engagement = planned(elm)

    page = sign_in(asha).get(reverse("engagement:edit", args=[engagement.pk]))

    assert "See what is missing, and open it" in words(page)
    assert page.text.count(f'href="{reverse("engagement:open", args=[engagement.pk])}"') == 2, "once above the form, once in the head"


def test_what_is_open_names_the_survey_it_has_before_it_offers_another(asha: User, elm: Hub) -> None:
    engagement, desk = make_engagement(elm), sign_in(asha)
    here = reverse("engagement:edit", args=[engagement.pk])
    assert "Write its survey" in words(desk.get(here))
    make_open_survey(elm, engagement=engagement, title="What grows here?", slug="grows")

    page = desk.get(here)

    assert "Families can answer now: What grows here?" in words(page)
    assert 'href="/have-your-say/grows/"' in page.text
    assert "Write another survey" in page.text
    assert "Write its survey" not in page.text


def test_the_step_that_comes_next_stands_before_the_last_one(asha: User, elm: Hub) -> None:
    page = sign_in(asha).get(reverse("engagement:edit", args=[make_engagement(elm).pk])).text

    assert 0 < page.index("/admin/engagement/make-sense/") < page.index("/admin/engagement/close/")
    assert "Said at the start, so it stays." in page


def test_what_is_closed_does_not_offer_to_be_weighed_again(asha: User, elm: Hub) -> None:
    engagement = make_engagement(elm, stage=Stage.CLOSED)

    page = sign_in(asha).get(reverse("engagement:edit", args=[engagement.pk])).text

    assert "Size: <strong>Standard</strong>." in page
    assert reverse("engagement:size", args=[engagement.pk]) not in page


def test_who_may_only_read_gets_from_the_list_to_what_it_says(dev: User, elm: Hub) -> None:
    engagement, desk = make_engagement(elm, title="The garden"), sign_in(dev)
    tab = reverse("checklist:tab", args=[engagement.pk, "space"])
    assert f'href="{tab}"' in desk.get(reverse("engagement:index")).text

    page = desk.get(tab).text

    assert f'href="{reverse("asked_about", args=[engagement.slug])}"' in page
    assert reverse("engagement:edit", args=[engagement.pk]) not in page


def test_who_looks_at_an_exception_is_led_to_no_page_that_is_not_theirs(asha: User, dev: User, elm: Hub) -> None:
    row = builders.make_exception(elm, by=asha).engagement
    here, edit = reverse("engagement:exception", args=[row.pk, Gate.CLOSING]), reverse("engagement:edit", args=[row.pk])
    assert sign_in(dev).get(edit).status_code == 404

    page = sign_in(dev).get(here)

    assert edit not in page.text
    assert f'href="{reverse("engagement:index")}"' in page.text
    assert "I agree: it may close without this" in page.text
    assert "Could anybody tell who said it?" not in page.text
    assert f'href="{edit}"' in sign_in(asha).get(here).text


def test_what_an_exception_goes_without_is_listed_once_until_more_is_missing(asha: User, elm: Hub) -> None:
    row = builders.make_exception(elm, by=asha).engagement
    here, desk = reverse("engagement:exception", args=[row.pk, Gate.CLOSING]), sign_in(asha)

    page = words(desk.get(here))
    assert page.count("“Doors” is still open") == 1
    assert "Without all that is listed above." in page

    make_theme(row, "Windows")
    page = words(desk.get(here))
    assert page.count("“Doors” is still open") == 2
    assert page.count("“Windows” is still open") == 1


def test_what_was_counted_leads_back_to_the_other_sessions(asha: User, elm: Hub) -> None:
    session = make_activity(elm)

    page = sign_in(asha).get(reverse("turnout:one", args=[session.pk])).text

    assert f'<a href="{reverse("turnout:index")}">All sessions and activities</a>' in page


def test_where_nothing_can_be_filled_in_nobody_is_told_to_tell_us_now(client: Client, elm: Hub) -> None:
    everyday = make_everyday_engagement(elm)
    here = reverse("asked_about", args=[everyday.slug])

    page = client.get(here)
    assert str(NOTHING_TO_FILL_IN) in words(page)
    assert "You can tell us now" not in words(page)
    assert f'<p><a href="{reverse("have_your_say")}">Have your say</a></p>' in page.text

    make_open_survey(elm, engagement=everyday, title="After the session", slug="after")
    now = words(client.get(here))
    assert "You can tell us now" in now
    assert str(NOTHING_TO_FILL_IN) not in now


def test_what_closed_by_an_exception_is_nowhere_called_answered(client: Client, asha: User, dev: User, elm: Hub) -> None:
    exception, desk = builders.make_exception(elm, by=asha), sign_in(asha)
    row = exception.engagement
    there = reverse("engagement:exception", args=[row.pk, Gate.CLOSING])
    assert "Why can this not wait?" in desk.get(there).text
    sign_in(dev).post(reverse("exception:agree", args=[exception.pk]), {"digest": SecondLook.objects.get().digest})
    assert "Why can this not wait?" not in desk.get(there).text
    step = words(desk.get(reverse("engagement:close", args=[row.pk])))
    assert "Families read that this ended before everything was answered." in step
    assert "families have been answered" not in step

    desk.post(reverse("engagement:close", args=[row.pk]))

    page, listed = (words(client.get(address)) for address in (reverse("asked_about", args=[row.slug]), reverse("what_we_ask")))
    for said in (page, listed):
        assert str(CUT_SHORT) in said
    assert "No answer to this was published." in page
    assert "Families have been answered" not in page
    assert "Answered" not in listed


def test_a_first_page_leads_to_what_it_is_about(client: Client, elm: Hub) -> None:
    engagement = make_engagement(elm)
    make_open_survey(elm, engagement=engagement, slug="grows")

    page = client.get("/have-your-say/grows/").text

    assert f'href="{reverse("asked_about", args=[engagement.slug])}">What this is about, and where it stands</a>' in page


def test_an_equality_record_says_when_no_engagement_rests_on_it(asha: User, elm: Hub) -> None:
    record, desk = make_equality(elm, by=asha), sign_in(asha)
    engagement = planned(elm)
    here = reverse("equality:one", args=[record.pk])
    assert '<a href="#resting">Choose which do</a>' in desk.get(here).text

    desk.post(reverse("equality:join", args=[record.pk]), {"engagements": [engagement.pk]})

    assert "No engagement rests on it yet" not in desk.get(here).text


def test_the_gate_leads_to_a_record_begun_for_what_lacks_it(asha: User, elm: Hub, cara: User) -> None:
    engagement, desk = planned(elm, size=Size.BIG), sign_in(asha)
    other = make_equality(elm, title="The clinic", by=asha)
    begin = f"{reverse('equality:new')}?engagement={engagement.pk}"
    assert f'href="{begin}"' in desk.get(reverse("engagement:open", args=[engagement.pk])).text

    page = desk.get(begin).text
    assert f'value="{engagement.title}"' in page
    assert f'href="{reverse("equality:one", args=[other.pk])}#resting"' in page
    desk.post(begin, {"title": "Ours", "decision": "Where it goes.", "hubs": [elm.pk]})

    engagement.refresh_from_db()
    assert engagement.equality_record
    assert engagement.equality_record.title == "Ours"


def test_another_hubs_engagement_begins_no_record(cara: User, elm: Hub, oak: Hub) -> None:
    engagement = planned(elm, title="Of Elm alone", size=Size.BIG)
    begin, desk = f"{reverse('equality:new')}?engagement={engagement.pk}", sign_in(cara)
    assert "Of Elm alone" not in desk.get(begin).text

    desk.post(begin, {"title": "Theirs", "decision": "x", "hubs": [oak.pk]})

    engagement.refresh_from_db()
    assert engagement.equality_record is None


def test_one_is_one_and_not_ones(asha: User, elm: Hub) -> None:
    make_everyday_engagement(elm, answer_within_weeks=1)
    desk = sign_in(asha)
    for screen in ("engagement:index", "overview:index"):
        said = words(desk.get(reverse(screen)))
        assert "within 1 week " in said, screen
        assert "1 weeks" not in said, screen
    earlier, now = (make_engagement(elm, title=title) for title in ("Last year", "This year"))
    say(earlier, "SP-P1")

    page = desk.post(reverse("checklist:begin_from", args=[now.pk]), {"earlier": earlier.pk}, follow=True)

    assert "What was said to one item stands beside it now. It counts when you say it here." in words(page)
