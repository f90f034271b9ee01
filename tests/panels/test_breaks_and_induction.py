"""A break is no way out of getting to know the panel."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import User
from core.models import Hub
from panels.choices import Stage
from panels.models import Membership
from panels.services.leaving import Goodbye, leave_panel
from panels.services.members import put_on, take_break
from tests.builders import today
from tests.cast import sign_in
from tests.panels.paneling import make_member, make_panel


@pytest.fixture
def new(elm: Hub) -> Membership:
    """Somebody who gets to know the panel of Elm."""
    return make_member(make_panel(elm), stage=Stage.INDUCTION)


def _rests(member: Membership, petra: User, days: int = 30) -> None:
    take_break(member=member, until=today() + timedelta(days=days), by=petra, today=today())
    member.refresh_from_db()


def test_who_rests_while_they_are_new_goes_on_with_that(new: Membership, petra: User) -> None:
    _rests(new, petra)
    _rests(new, petra, days=60)  # and rests longer
    assert (new.stage, new.is_still_new) == (Stage.BREAK, True)

    assert put_on(member=new, by=petra) == Stage.INDUCTION
    new.refresh_from_db()
    assert (new.stage, new.is_still_new, new.break_until_on) == (Stage.INDUCTION, False, None)

    assert put_on(member=new, by=petra) == Stage.ON


def test_who_knew_the_panel_is_on_it_after_a_break(elm: Hub, petra: User) -> None:
    ola = make_member(make_panel(elm))
    _rests(ola, petra)
    assert not ola.is_still_new
    assert put_on(member=ola, by=petra) == Stage.ON


def test_staff_read_what_comes_after_the_break(new: Membership, petra: User) -> None:
    desk = sign_in(petra)
    page = reverse("members:one", args=[new.pk])
    _rests(new, petra)
    assert "They were getting to know the panel" in desk.get(page).text
    done = desk.post(reverse("members:put_on", args=[new.pk]), follow=True).text
    assert "go on getting to know the panel" in done
    assert "Induction is done" in done


def test_who_leaves_from_a_break_is_new_no_more(new: Membership, petra: User) -> None:
    _rests(new, petra)
    leave_panel(member=new, said=Goodbye(), on=today(), by=petra, today=today())
    new.refresh_from_db()
    assert (new.stage, new.is_still_new) == (Stage.LEFT, False)


def test_only_who_rests_is_new_again_afterwards(new: Membership) -> None:
    with pytest.raises(IntegrityError, match="only_who_rests_is_new_again"), transaction.atomic():
        Membership.objects.filter(pk=new.pk).update(is_still_new=True)
