"""The stock of vouchers: each serial once, sealed, shown to who gives them out and to nobody else."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from accounts.models import User
from core.models import AuditEntry, Hub
from panels.models import Panel, Voucher
from panels.services import vouchers as services
from tests.builders import today
from tests.cast import sign_in
from tests.panels.paying import make_voucher, paying_panel


def stock(panel: Panel) -> str:
    return reverse("panel_money:vouchers", args=[panel.pk])


def test_a_coordinator_adds_a_list_of_serials_and_sees_what_is_left(petra: User, elm: Hub) -> None:
    panel = paying_panel(elm, petra)
    typed = {"serials": "LV 1001\r\nLV 1002\n\n", "amount": "10", "bought_on": str(today())}

    page = sign_in(petra).post(stock(panel), typed, follow=True).text

    assert "LV 1001" in page
    assert "LV 1002" in page
    assert Voucher.objects.count() == 2
    assert "2 left, worth £20." in sign_in(petra).get(reverse("panel_money:one", args=[panel.pk])).text


def test_those_of_one_day_stand_in_the_order_of_their_serials(petra: User, elm: Hub) -> None:
    panel = paying_panel(elm, petra)
    for serial in ("LV 1003", "LV 1001", "LV 1004", "LV 1002"):
        make_voucher(panel, petra, serial)
    Voucher.objects.filter(pk=make_voucher(panel, petra, "LV 9000").pk).update(bought_on=today() - timedelta(days=1))

    left = sign_in(petra).get(stock(panel)).context["left"]

    assert [one.serial for one in left] == ["LV 9000", "LV 1001", "LV 1002", "LV 1003", "LV 1004"]


def test_a_serial_is_in_the_stock_once_whatever_its_capitals(petra: User, elm: Hub) -> None:
    panel = paying_panel(elm, petra)
    make_voucher(panel, petra, "LV-1001")
    typed = {"serials": "LV-1002\nlv-1001", "amount": "10", "bought_on": str(today())}

    page = sign_in(petra).post(stock(panel), typed).text

    assert "Line 2: a voucher with this serial is here already." in page
    assert "LV-1002" in page  # what was typed is still there
    assert Voucher.objects.count() == 1


@pytest.mark.parametrize(
    ("serials", "days", "why"),
    [([], 0, "between one and"), (["A1"], 1, "day to come"), (["A" * 61], 0, "longer than any serial"), (["pay 60-83-71"], 0, "bank")],
)
def test_what_is_no_serial_is_refused(serials: list[str], days: int, why: str, petra: User, elm: Hub) -> None:
    panel, on = paying_panel(elm, petra), today() + timedelta(days=days)
    with pytest.raises(ValidationError, match=why):
        services.add(panel=panel, serials=serials, amount=Decimal(10), bought_on=on, by=petra)


def test_who_signs_off_and_who_pays_read_no_serial(petra: User, hana: User, fay: User, elm: Hub) -> None:
    panel = paying_panel(elm, petra)
    make_voucher(panel, petra)
    for person in (hana, fay):
        client = sign_in(person)
        assert "LV-9931-QQ" not in client.get(reverse("panel_money:one", args=[panel.pk])).text
        assert "LV-9931-QQ" not in client.get(stock(panel), follow=True).text


def test_a_serial_is_sealed_in_the_database_and_stands_in_no_trail(petra: User, elm: Hub) -> None:
    make_voucher(paying_panel(elm, petra), petra)
    with connection.cursor() as cursor:
        cursor.execute("SELECT serial, serial_index FROM panels_voucher")
        assert "9931" not in str(cursor.fetchall())
    assert not [one for one in AuditEntry.objects.all() if "9931" in one.facts]
