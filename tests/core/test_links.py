"""A link for one person and one act: looking uses nothing up, sending works once, and it can be ended."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from core import links
from core.models import Hub, Link

ACT = "core.test.act"


def made(elm: Hub, address: str = "tots@songs.example") -> Link:
    return links.make(act=ACT, about=elm, address=address, days=28, by=None)


def test_a_token_opens_its_own_act_and_no_other(elm: Hub) -> None:
    link = made(elm)

    assert links.opened(links.token_of(link), act=ACT) == link
    assert links.opened(links.token_of(link), act="core.test.other") is None
    assert links.opened("made-up", act=ACT) is None
    assert links.record_id(link) == str(elm.pk)


def test_neither_the_token_nor_the_address_stands_in_the_database(elm: Hub) -> None:
    link = made(elm)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM core_link")
        kept = str(cursor.fetchall())

    assert links.token_of(link) not in kept
    assert "songs.example" not in kept


def test_it_is_used_once_whoever_is_quicker(elm: Hub) -> None:
    link = made(elm)
    links.use(link)

    assert links.opened(links.token_of(link), act=ACT) is None
    with pytest.raises(ValidationError, match="used already"):
        links.use(link)


def test_it_runs_out(elm: Hub) -> None:
    link = made(elm)
    Link.objects.filter(pk=link.pk).update(expires_at=timezone.now() - timedelta(seconds=1))

    assert links.opened(links.token_of(link), act=ACT) is None
    with pytest.raises(ValidationError, match="too old"):
        links.use(link)


def test_a_newer_one_ends_it_and_ending_it_does_too(elm: Hub, oak: Hub) -> None:
    first, elsewhere = made(elm), made(oak)
    second = made(elm)
    assert links.opened(links.token_of(first), act=ACT) is None

    links.end(act=ACT, about=elm)

    assert links.opened(links.token_of(second), act=ACT) is None
    assert links.opened(links.token_of(elsewhere), act=ACT) == elsewhere


def test_it_is_for_one_address_however_that_is_written(elm: Hub) -> None:
    link = made(elm)

    assert links.is_for(link, " Tots@Songs.example ")
    assert not links.is_for(link, "other@songs.example")
    assert not links.is_for(link, "")


def test_the_database_holds_one_open_link_for_an_act(elm: Hub) -> None:
    link = made(elm)
    link.pk, link.token_hash = None, "0" * 64

    with pytest.raises(IntegrityError), transaction.atomic():
        link.save(force_insert=True)


def test_what_ended_long_ago_is_forgotten(elm: Hub, oak: Hub) -> None:
    used, ended, ran_out, fresh = made(elm), made(oak), made(oak), made(elm)
    long_ago = timezone.now() - links.KEPT - timedelta(days=1)
    Link.objects.filter(pk=used.pk).update(ended_at=None, used_at=long_ago)
    Link.objects.filter(pk=ended.pk).update(ended_at=long_ago)
    Link.objects.filter(pk=ran_out.pk).update(expires_at=long_ago)

    assert links.forget_old() == 3
    assert list(Link.objects.all()) == [fresh]
