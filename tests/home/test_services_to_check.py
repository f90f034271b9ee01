"""Staff say with one tap that a service is still right; it is never lost to a draft, and can be taken back."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core import brand
from core.choices import RoleKind
from core.models import AuditEntry, Hub, Role
from core.querysets import forget_roles
from core.sync import sync_roles
from home.models import HomePage, ServicePage
from home.selectors import kept_true as selectors
from home.services.kept_true import still_right, take_back
from home.services.wrong_reports import family_says_wrong
from tests.builders import make_brand, today
from tests.cast import give_role, make_user, sign_in
from tests.home.keeping import kept, post_of
from tests.home.looking import edit
from tests.home.reading import words
from tests.home.test_many_services import queries_of
from tests.staff_forms import largest_form

LIST = reverse("services_to_check")
UNSURE = "We have not checked this for a while: please ring first."


def titles(page: Any) -> list[str]:
    return re.findall(r"<h2>(.*?)</h2>", page.text)


def tap(person: User, service: ServicePage, **sent: str) -> Any:
    return sign_in(person).post(reverse("say_still_right", args=[service.pk]), sent, follow=True)


def test_one_tap_says_it_and_families_read_the_new_day(ben: User, elm: Hub, front: HomePage, client: Client) -> None:
    service = kept("Baby songs", elm, days=200, by=post_of(ben, elm))
    assert UNSURE in words(client.get("/services/baby-songs/"))

    answer = tap(ben, service)

    assert "Families now read that “Baby songs” was checked today." in answer.text
    assert UNSURE not in words(client.get("/services/baby-songs/"))
    entry = AuditEntry.objects.get(verb="home.service.still_right")
    assert entry.actor == f"staff:{ben.pk}"


def test_the_oldest_check_comes_first_and_what_i_keep_before_the_rest(ben: User, elm: Hub, oak: Hub, front: HomePage) -> None:
    mine = post_of(ben, elm)
    kept("Newest", elm, days=1, by=mine)
    kept("Oldest", elm, days=300, by=mine)
    kept("Never", elm, days=None, by=mine)
    kept("Of a colleague", elm, days=400)
    kept("Of Oak", oak, days=400)
    desk = sign_in(ben)

    assert titles(desk.get(LIST)) == ["Never", "Oldest", "Newest"]
    assert titles(desk.get(f"{LIST}?due=now")) == ["Never", "Oldest"]
    assert titles(desk.get(f"{LIST}?show=all")) == ["Never", "Of a colleague", "Oldest", "Newest"]


def test_a_post_of_mine_counts_wherever_the_service_is(ben: User, elm: Hub, oak: Hub, front: HomePage) -> None:
    kept("Lent to Elm", oak, by=post_of(ben))

    assert titles(sign_in(ben).get(LIST)) == ["Lent to Elm"]


def test_who_works_at_the_hub_of_its_post_knows_of_it_and_who_works_nowhere_of_none(
    ben: User, hana: User, cara: User, nora: User, elm: Hub, front: HomePage
) -> None:
    kept("At home", None, by=post_of(hana, elm))

    assert titles(sign_in(ben).get(f"{LIST}?show=all")) == ["At home"]
    assert titles(sign_in(cara).get(f"{LIST}?show=all")) == []
    assert not selectors.services_in_reach(nora, today()).exists()


def test_who_stands_in_keeps_it_too(ben: User, hana: User, elm: Hub, front: HomePage) -> None:
    away, mine = post_of(hana, elm), post_of(ben, elm, "Hub worker")
    kept("Baby songs", elm, by=away)
    assert titles(sign_in(ben).get(LIST)) == []

    away.stand_in, away.away_from_on = mine, today()
    away.save()

    assert titles(sign_in(ben).get(LIST)) == ["Baby songs"]


def test_what_nobody_keeps_is_for_who_keeps_all_pages(adam: User, ben: User, elm: Hub, front: HomePage) -> None:
    post = post_of(ben, elm)
    kept("Of nobody", elm, days=10)
    kept("Of Ben", elm, days=5, by=post)
    assert titles(sign_in(adam).get(LIST)) == ["Of nobody"]

    Role.objects.filter(user=ben).delete()  # Ben holds the post, and may check nothing any more
    forget_roles(ben)

    assert titles(sign_in(adam).get(LIST)) == ["Of nobody", "Of Ben"]


def test_another_hubs_service_is_not_there(cara: User, elm: Hub, front: HomePage) -> None:
    service = kept("Baby songs", elm, days=200)

    assert "Baby songs" not in sign_in(cara).get(f"{LIST}?show=all").text
    for name in ("say_still_right", "take_back_still_right", "ask_provider"):
        assert sign_in(cara).post(reverse(name, args=[10**30])).status_code == 404
        assert sign_in(cara).post(reverse(name, args=[service.pk])).status_code == 404
    service.refresh_from_db()
    assert service.checked_on == today() - timedelta(days=200)


def test_a_draft_that_is_published_later_brings_no_old_day_back(adam: User, elm: Hub, front: HomePage) -> None:
    service = kept("Baby songs", elm, days=200)
    service.title = "Baby songs and tea"
    draft = service.save_revision(user=adam)
    service = ServicePage.objects.get(pk=service.pk)

    still_right(service=service, by=adam, today=today())
    draft.refresh_from_db()
    assert ServicePage.objects.get(pk=service.pk).title == "Baby songs", "the draft's words stay with the draft"
    draft.publish()

    published = ServicePage.objects.get(pk=service.pk)
    assert (published.title, published.checked_on) == ("Baby songs and tea", today())


def test_nor_does_one_that_a_colleague_saved_meanwhile(adam: User, elm: Hub, front: HomePage) -> None:
    service = kept("Baby songs", elm, days=200)
    seen_before = ServicePage.objects.get(pk=service.pk)
    draft = service.save_revision(user=adam)

    still_right(service=seen_before, by=adam, today=today())

    draft.refresh_from_db()
    assert draft.as_object().checked_on == today()


def test_nor_does_one_that_waits_for_its_day(adam: User, elm: Hub, front: HomePage) -> None:
    service = kept("Baby songs", elm, days=200)
    planned = service.save_revision(user=adam, approved_go_live_at=timezone.now() + timedelta(days=3))
    service.save_revision(user=adam)  # a newer draft beside it

    still_right(service=ServicePage.objects.get(pk=service.pk), by=adam, today=today())

    planned.refresh_from_db()
    assert planned.as_object().checked_on == today()


def test_a_form_that_stood_open_brings_no_old_day_back(root_client: Client, adam: User, elm: Hub, front: HomePage) -> None:
    service = kept("Baby songs", elm, days=200)
    stood_open = largest_form("", root_client.get(edit(service)).text).values
    still_right(service=service, by=adam, today=today())

    root_client.post(edit(service), stood_open | {"title": ["Baby songs and tea"], "action-publish": ["1"]})

    published = ServicePage.objects.get(pk=service.pk)
    assert (published.title, published.checked_on) == ("Baby songs and tea", today())


def test_the_wrong_button_is_taken_back(ben: User, elm: Hub, front: HomePage) -> None:
    service = kept("Baby songs", elm, days=200, by=post_of(ben, elm))
    page = tap(ben, service, due="now")
    mark = re.search(r'name="mark" value="([^"]+)"', page.text)
    assert mark
    assert "due=now" in page.redirect_chain[0][0]

    answer = sign_in(ben).post(reverse("take_back_still_right", args=[service.pk]), {"mark": mark[1]}, follow=True)

    assert "Taken back." in answer.text
    service.refresh_from_db()
    assert service.checked_on == today() - timedelta(days=200)
    assert service.get_latest_revision_as_object().checked_on == service.checked_on


def test_what_a_colleague_said_since_is_not_taken_back(ben: User, asha: User, elm: Hub, front: HomePage) -> None:
    service = kept("Baby songs", elm, days=200, by=post_of(ben, elm))
    before = still_right(service=service, by=ben, today=today())
    still_right(service=service, by=asha, today=today())

    with pytest.raises(ValidationError, match="changed meanwhile"):
        take_back(service=service, before=before, by=ben)

    service.refresh_from_db()
    assert service.checked_on == today()


def test_what_nobody_had_checked_is_taken_back_to_never(ben: User, elm: Hub, front: HomePage) -> None:
    service = kept("Baby songs", elm, days=None, by=post_of(ben, elm))
    before = still_right(service=service, by=ben, today=today())

    take_back(service=service, before=before, by=ben)

    service.refresh_from_db()
    assert service.checked_on is None


@pytest.mark.parametrize("mark", ["", "made-up", "x:y:z"])
def test_a_made_up_mark_takes_nothing_back(ben: User, elm: Hub, front: HomePage, mark: str) -> None:
    service = kept("Baby songs", elm, days=0, by=post_of(ben, elm))

    answer = sign_in(ben).post(reverse("take_back_still_right", args=[service.pk]), {"mark": mark}, follow=True)

    assert "too long ago to take back here" in answer.text
    assert sign_in(ben).get(f"{LIST}?done={mark}").status_code == 200


def test_a_mark_of_one_service_is_no_mark_of_another(ben: User, elm: Hub, front: HomePage) -> None:
    post = post_of(ben, elm)
    one, other = kept("Baby songs", elm, days=200, by=post), kept("Tots", elm, days=0, by=post)
    mark = re.search(r'name="mark" value="([^"]+)"', tap(ben, one).text)
    assert mark

    sign_in(ben).post(reverse("take_back_still_right", args=[other.pk]), {"mark": mark[1]})

    other.refresh_from_db()
    assert other.checked_on == today()


def test_a_check_that_was_changed_meanwhile_is_not_taken_back(ben: User, elm: Hub, front: HomePage) -> None:
    service = kept("Baby songs", elm, days=3)

    with pytest.raises(ValidationError, match="changed meanwhile"):
        take_back(service=service, before=None, by=ben)


def test_the_council_says_for_how_long_a_check_is_good(ben: User, elm: Hub, front: HomePage, client: Client) -> None:
    kept("Baby songs", elm, days=40, by=post_of(ben, elm))
    assert UNSURE not in words(client.get("/services/baby-songs/"))

    make_brand(check_months=1)
    brand.forget()

    assert UNSURE in words(client.get("/services/baby-songs/"))
    page = sign_in(ben).get(f"{LIST}?due=now")
    assert titles(page) == ["Baby songs"]
    assert "After a month without a check" in page.text


def test_the_lists_ask_as_often_for_many_as_for_few(ben: User, elm: Hub, front: HomePage) -> None:
    post, desk, asked = post_of(ben, elm), sign_in(ben), []
    for numbers in (range(2), range(2, 12)):
        for number in numbers:
            service = kept(f"Group {number}", elm, days=number, by=post)
            family_says_wrong(service=service, words="It moved.", token=str(number), language="en-gb", today=today())
        asked.append([queries_of(desk, address) for address in (LIST, reverse("wrong_reports"), reverse("wagtailadmin_home"))])

    assert asked[0] == asked[1]


def test_who_may_not_write_the_page_is_told_how_to_say_what_is_wrong(ben: User, adam: User, elm: Hub, front: HomePage) -> None:
    service = kept("Baby songs", elm, by=post_of(ben, elm))
    sync_roles()
    edit = reverse("wagtailadmin_pages:edit", args=[service.pk])

    assert edit not in sign_in(ben).get(LIST).text
    assert reverse("something_wrong", args=[service.pk]) in sign_in(ben).get(LIST).text
    assert edit in sign_in(adam).get(f"{LIST}?show=all").text


def test_whoever_works_elsewhere_in_the_house_has_no_such_list(amir: User, dev: User, front: HomePage) -> None:
    for person in (amir, dev):
        assert sign_in(person).get(LIST).status_code in {302, 403}


def test_an_editor_of_the_whole_council_reaches_everything(elm: Hub, oak: Hub, front: HomePage) -> None:
    person = make_user("Everywhere")
    give_role(person, RoleKind.CONTENT_EDITOR)
    kept("At Elm", elm)
    kept("At Oak", oak)
    kept("At home", None)

    assert sorted(titles(sign_in(person).get(LIST))) == ["At Elm", "At Oak", "At home"]
