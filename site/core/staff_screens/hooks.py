"""Where these screens stand in the Wagtail admin: the group "Hubs and people", the account page, the addresses."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSetGroup

from core.gate import signed_in
from core.imports.kinds import kinds_for
from core.querysets import may
from core.services.defaults import RIGHT
from core.staff_screens import hand_over, holders, imports, invitations, my_posts, people
from core.staff_screens.defaults import WhatWeBeginWith
from core.staff_screens.places import HubViewSet, LocalityViewSet, PostViewSet


class _PeopleItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, "staff.view")


class _ImportsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(kinds_for(signed_in(request)))


class HubsAndPeople(ViewSetGroup):
    """Where hubs, posts and people are kept."""

    menu_label = "Hubs and people"
    menu_icon = "home"
    menu_order = 800
    items = (HubViewSet("hub"), PostViewSet("post"), LocalityViewSet("locality"))

    def get_submenu_items(self) -> list[Any]:
        """Put the people beside the hubs."""
        return [
            *super().get_submenu_items(),
            _PeopleItem("People", reverse("people"), icon_name="group", order=900),
            _ImportsItem("Bring in lists", reverse("imports:index"), icon_name="upload", order=950),
        ]


@hooks.register("register_admin_viewset")
def hubs_and_people() -> HubsAndPeople:
    """Put the group into the menu."""
    return HubsAndPeople()


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """The screens about people, invitations and holders of posts."""
    person = "people/<int:pk>/"
    return [
        path("people/", people.People.as_view(), name="people"),
        path(person, people.Person.as_view(), name="person"),
        path(f"{person}roles/<int:role>/take/", people.TakeRole.as_view(), name="take_role"),
        path(f"{person}close/", people.CloseAccount.as_view(), name="close_account"),
        path(f"{person}open/", people.OpenAccount.as_view(), name="open_account"),
        path(f"{person}second-step/", people.ResetSecondStep.as_view(), name="reset_second_step"),
        path(f"{person}hand-over/", hand_over.HandOver.as_view(), name="hand_over"),
        path("people/invite/", invitations.Invite.as_view(), name="invite"),
        path("people/invitations/<int:pk>/withdraw/", invitations.Withdraw.as_view(), name="withdraw_invitation"),
        path("people/invitations/<int:pk>/send-again/", invitations.SendAgain.as_view(), name="send_invitation_again"),
        path("what-we-begin-with/", WhatWeBeginWith.as_view(), name="council_defaults"),
        path("my-posts/", my_posts.MyPosts.as_view(), name="my_posts"),
        path("posts/<int:pk>/holders/", holders.Holders.as_view(), name="post_holders"),
    ]


class _DefaultsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, RIGHT)


@hooks.register("register_settings_menu_item")
def defaults_item() -> MenuItem:
    """Whoever sets the council up finds what it begins with among the settings."""
    return _DefaultsItem("What we begin with", reverse("council_defaults"), name="council-defaults", icon_name="list-ul", order=20)


@hooks.register("register_admin_urls")
def import_addresses() -> list[URLPattern | URLResolver]:
    """Bringing in lists. Other screens link to the two that have a name of their own."""
    run = "run/<int:pk>/"
    inside = [
        path("", imports.Imports.as_view(), name="index"),
        path("new/<slug:kind>/", imports.Start.as_view(), name="start"),
        path("new/<slug:kind>/template.<slug:end>", imports.Template.as_view(), name="template"),
        path(run, imports.Run.as_view(), name="run"),
        path(f"{run}columns/", imports.Columns.as_view(), name="columns"),
        path(f"{run}bring-in/", imports.BringIn.as_view(), name="bring_in"),
        path(f"{run}take-back/", imports.TakeBack.as_view(), name="take_back"),
        path(f"{run}report.csv", imports.Report.as_view(), name="report"),
    ]
    return [
        path("imports/hubs/", imports.Start.as_view(), {"kind": "hubs"}, name="import_hubs"),
        path("imports/services/", imports.Start.as_view(), {"kind": "services"}, name="import_services"),
        path("imports/", include((inside, "imports"))),
    ]


@hooks.register("register_account_menu_item")
def sign_in_and_security(request: HttpRequest) -> dict[str, str]:
    """Lead from Wagtail's account page to the second step, password and devices."""
    return {
        "url": reverse("mfa_index"),
        "label": "Sign-in and security",
        "help_text": "Your second step, recovery codes, password and the devices you are signed in on.",
    }


@hooks.register("construct_settings_menu")
def without_side_doors(request: HttpRequest, items: list[MenuItem]) -> None:
    """Hide Wagtail's screens for users and groups: their addresses lead to People (config/urls.py)."""
    items[:] = [item for item in items if item.name not in {"users", "groups"}]
