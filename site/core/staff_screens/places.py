"""Hubs with their opening times, localities, posts."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button

from core.forms.places import PostForm
from core.models import Hub, Locality, Post
from core.viewsets import HubScopedViewSet, ListOfMine


def _held_by(post: Post) -> str:
    """Return who holds a post today, in one line."""
    today = timezone.localdate()
    names = [str(one.user) for one in post.holders.all() if one.from_on <= today and (one.until_on is None or one.until_on >= today)]
    return ", ".join(names) or "Nobody"


class LocalityViewSet(HubScopedViewSet):
    """Parts of the council's area."""

    model = Locality
    resource = "locality"
    icon = "map"
    menu_label = "Localities"
    panels = [FieldPanel("name"), FieldPanel("slug", heading="Short name in addresses", help_text="Small letters and hyphens.")]


class HubViewSet(HubScopedViewSet):
    """Hubs, spokes and venues, each with its opening times."""

    model = Hub
    resource = "hub"
    icon = "home"
    menu_label = "Hubs"
    list_display = ["name", Column("get_kind_display", label="Kind"), "locality", Column("get_status_display", label="Now")]
    list_select_related = ("locality",)
    list_filter = ["kind", "status"]
    search_fields = ["name", "town", "postcode"]
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel(
                    "slug",
                    heading="End of its address",
                    help_text="The last part of the hub's address on the web. Leave it as it is once posters are up.",
                ),
                FieldRowPanel([FieldPanel("kind"), FieldPanel("status", heading="Now")]),
                FieldRowPanel([FieldPanel("locality"), FieldPanel("parent", heading="Part of")]),
            ],
            heading="What and where",
        ),
        MultiFieldPanel(
            [FieldPanel("street"), FieldRowPanel([FieldPanel("town"), FieldPanel("postcode")]), FieldPanel("phone")], heading="Address"
        ),
        InlinePanel(
            "opening_times",
            [FieldRowPanel([FieldPanel("weekday"), FieldPanel("opens_at"), FieldPanel("closes_at")])],
            heading="Opening times",
            label="Time",
            help_text="An ordinary week. A day that closes for lunch has two lines; a day that is not here is closed.",
        ),
        MultiFieldPanel([FieldPanel("run_by"), FieldPanel("provider_name"), FieldPanel("run_by_until_on")], heading="Who runs it"),
    ]


class PostList(ListOfMine):
    """The list of posts, each with the way to its holders."""

    def get_list_more_buttons(self, instance: Post) -> list[Any]:
        """Lead from a post to its holders, beside the stock ways on."""
        return [
            *super().get_list_more_buttons(instance),
            Button("Who holds it", url=reverse("post_holders", args=[instance.pk]), icon_name="user", priority=5),
        ]


POST_PANELS = [
    FieldPanel("title", help_text="What families read, for example: manager of Elm family hub. No names."),
    FieldPanel("hub"),
    FieldPanel("stand_in", help_text="Who acts while the holder is away."),
    FieldRowPanel(
        [FieldPanel("away_from_on", heading="First day away"), FieldPanel("away_until_on", heading="Last day away")], heading="Away"
    ),
]


class PostViewSet(HubScopedViewSet):
    """Posts: job titles with their holders. Families see the title, never a name."""

    model = Post
    resource = "post"
    icon = "user"
    menu_label = "Posts"
    index_view_class = PostList
    list_display = [
        "title",
        Column("hub", label="Where", accessor=lambda post: post.hub or "The whole council"),
        Column("holders", label="Held by", accessor=_held_by),
        "stand_in",
    ]
    list_select_related = ("hub", "stand_in")
    list_prefetch_related = ("holders__user",)
    search_fields = ["title"]
    edit_handler = ObjectList(POST_PANELS, base_form_class=PostForm)
