"""A number that no row can have finds nothing; it never breaks a page."""

import pytest
from django import forms
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory
from wagtail.models import Site

from accounts.models import User
from core.middleware import NoNul
from core.models import Hub
from core.row_numbers import LARGEST, row_number
from tests import builders
from tests.cast import sign_in

NOBODYS = ["", "x", "-1", "1.0", " 1", "²", "٣", "1e3", "9" * 20, "9" * 5_000, str(LARGEST + 1)]


class _Ticking(forms.Form):
    hubs = forms.ModelMultipleChoiceField(Hub.objects.all())


@pytest.mark.parametrize("typed", [None, *NOBODYS])
def test_what_is_no_number_of_a_row_is_nobodys(typed: str | None) -> None:
    assert row_number(typed) == 0


@pytest.mark.parametrize("number", [1, 42, LARGEST])
def test_the_number_of_a_row_is_read(number: int) -> None:
    assert row_number(str(number)) == number


@pytest.mark.parametrize("ticked", ["9" * 20, "-" + "9" * 20, str(LARGEST + 1), "9" * 5_000])
def test_a_box_with_a_made_up_number_is_refused_in_words(elm: Hub, ticked: str) -> None:
    form = _Ticking({"hubs": [elm.pk, ticked]})

    assert not form.is_valid()
    assert "hubs" in form.errors


def test_rows_are_still_found_beside_numbers_that_nobody_has(elm: Hub, oak: Hub) -> None:
    assert list(Hub.objects.filter(pk__in=[elm.pk, 10**30])) == [elm]
    assert list(Hub.objects.exclude(pk__in=[elm.pk, -(10**30)])) == [oak]
    assert not Hub.objects.filter(pk__in=[10**30]).exists()
    assert list(Hub.objects.filter(pk__in=Hub.objects.filter(name="Oak"))) == [oak]


@pytest.mark.parametrize("ticked", NOBODYS)
def test_a_made_up_theme_is_not_there_and_breaks_nothing(elm: Hub, asha: User, ticked: str) -> None:
    comment = builders.make_voice(elm)
    theme = builders.make_theme(builders.make_engagement(elm), voices=[comment], by=asha)
    lead = sign_in(asha)

    for address, fields in (
        ("/admin/comments/put-to-themes/", {"comment": comment.pk, "theme": [theme.pk, ticked]}),
        (f"/admin/comments/{comment.pk}/take-out/", {"theme": ticked}),
        (f"/admin/themes/{theme.pk}/merge/", {"into": ticked}),
        ("/admin/you-said/new/", {"from_theme": ticked, "save": "1"}),
    ):
        assert lead.post(address, fields).status_code in {200, 302, 404}, address
    assert list(theme.voices.all()) == [comment]


@pytest.mark.parametrize("odd", ["99999999999999999999", "%C2%B2", "x", "..."])
@pytest.mark.parametrize(
    "address",
    [
        "/admin/images/chooser/chosen/{}/",
        "/admin/documents/chooser/chosen/{}/",
        "/admin/pages/{}/edit/",
        "/admin/images/chooser/chosen-multiple/?id={}",
    ],
)
def test_a_made_up_picture_document_or_page_is_not_there(client: Client, asha: User, address: str, odd: str) -> None:
    assert sign_in(asha).get(address.format(odd)).status_code == 404


def test_a_version_of_a_page_that_nobody_has_is_not_there(adam: User) -> None:
    assert sign_in(adam).get(f"/admin/pages/{Site.objects.get().root_page_id}/revisions/0/revert/").status_code == 404


def test_an_address_with_a_nul_in_it_is_nobodys_before_any_view_looks_for_it() -> None:
    asked = RequestFactory().get("/account/oidc/a%00b/login/")

    with pytest.raises(Http404):
        NoNul(lambda request: HttpResponse()).process_view(asked, object(), (), {"provider_id": "a\0b"})
