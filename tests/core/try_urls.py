"""Addresses for trying the gate: the same screens over posts, once gated and once as Wagtail ships them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.generic import InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.utils.urlpatterns import decorate_urlpatterns

from config.urls import urlpatterns as real
from core.gate import StaffView
from core.models import Post
from core.viewsets import HubScopedChooserViewSet, HubScopedViewSet


class PostFilters(WagtailFilterSet):
    """Posts of a hub."""

    class Meta:
        model = Post
        fields = ("hub", "stand_in")


class PeekView(InspectView):
    """An extra address of the viewset."""


class GatedPosts(HubScopedViewSet):
    """Posts behind the gate, with every stock address switched on and one of our own."""

    model = Post
    resource = "post"
    form_fields = ("title", "hub", "stand_in")
    list_display = ("title", "hub")
    list_select_related = ("hub",)
    search_fields = ("title",)
    filterset_class = PostFilters
    inspect_view_enabled = True
    inspect_view_fields = ("title", "hub")

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), path("peek/<int:pk>/", self.construct_view(PeekView, fields=["title"]), name="peek")]


class OpenPosts(ModelViewSet):
    """The same as Wagtail ships it, with a policy and no gate: what the walk must catch."""

    model = Post
    form_fields = ("title", "hub", "stand_in")
    list_display = ("title", "hub")
    inspect_view_enabled = True

    @property
    def permission_policy(self) -> Any:
        return gated.permission_policy


class PostChooser(HubScopedChooserViewSet):
    """A chooser of posts."""

    model = Post
    resource = "post"
    form_fields = ("title", "hub")


class Workbench(StaffView):
    """A screen of our own over one post."""

    right = "post.view"
    right_to_act = "post.edit"
    model = Post
    template_name = "try/workbench.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponse(f"Looking at {self.row}. May edit: {self.may('post.edit')}")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponse(f"Changed {self.row}")


class Forgetful(StaffView):
    """A screen whose author forgot to say the right."""


gated, open_, chooser = GatedPosts("gated"), OpenPosts("open"), PostChooser("chooser")


def _include(viewset: Any) -> Any:
    patterns = decorate_urlpatterns(viewset.get_urlpatterns(), require_admin_access)
    return path(f"try/{viewset.name}/", include((patterns, viewset.url_namespace), namespace=viewset.url_namespace))


urlpatterns = [
    *map(_include, (gated, open_, chooser)),
    path("try/workbench/<int:pk>/", Workbench.as_view(), name="try_workbench"),
    path("try/forgetful/", Forgetful.as_view(), name="try_forgetful"),
    *real,
]
