"""Letters about pages that wait: by the queue, to who may look, with nothing of the page in them."""

import pytest
from django.core import mail

from accounts.models import User
from core import outbox
from core.sync import sync_roles
from home.models import HubPage
from home.services import looks as services
from tests.cast import sign_in
from tests.home.looking import REMARK, edit, look_at, waiting, write


@pytest.fixture(autouse=True)
def groups(elm_page: HubPage, edie: User, asha: User, cara: User, adam: User) -> None:
    """What Wagtail reads of the roles stands."""
    sync_roles()


def test_letters_go_by_the_queue_to_the_hubs_own_and_name_nothing(edie: User, asha: User, adam: User, elm_page: HubPage) -> None:
    write(edie, elm_page, introduction="Mind the new step.")
    assert mail.outbox == []  # nothing from inside the request
    outbox.drain()

    assert [(one.to, one.subject) for one in mail.outbox] == [([asha.email], "Something waits for you in Earshot")]
    assert look_at(waiting()) in mail.outbox[0].body
    mail.outbox.clear()
    services.send_back(state=waiting(), remark=REMARK, by=asha)
    assert mail.outbox == []
    outbox.drain()
    assert [(one.to, one.subject) for one in mail.outbox] == [([edie.email], "There is news for you in Earshot")]
    for one in mail.outbox:
        assert "Elm" not in one.body
        assert REMARK not in one.body


def test_who_sent_it_is_not_written_to_though_they_may_publish(asha: User, adam: User, elm_page: HubPage) -> None:
    write(asha, elm_page, introduction="Mind the new step.")
    outbox.drain()

    assert [one.to for one in mail.outbox] == [[adam.email]]


def test_a_letter_about_what_no_longer_waits_does_not_leave(edie: User, asha: User, elm_page: HubPage) -> None:
    write(edie, elm_page, introduction="Mind the new step.")
    sign_in(edie).post(edit(elm_page), {"action-cancel-workflow": "1", "people-count": "0"}, follow=True)

    outbox.drain()

    assert mail.outbox == []
