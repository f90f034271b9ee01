"""Who holds a post."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.forms.staff import HolderForm
from core.models import Post, Role
from core.querysets import reach
from core.row_numbers import row_number
from core.services.posts import leave_post, take_post
from core.staff_screens.acting import PeopleView


class Holders(PeopleView):
    """A post's holders, now and before; and a form for the next one."""

    right = "post.view"
    right_to_act = "post.edit"
    model = Post
    template_name = "core/holders.html"

    def get_page_title(self) -> str:
        return str(self.row)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way here: home, Posts, this post."""
        return [*self.breadcrumbs_items, {"url": reverse("post:index"), "label": "Posts"}, {"url": "", "label": str(self.row)}]

    def _people(self) -> "QuerySet[User]":
        """Offer the staff of the post's hub, and those of the whole council."""
        people = User.objects.filter(is_active=True).order_by("last_name", "first_name")
        if reach(self.me, "post.edit") is None:
            return people
        return people.filter(pk__in=Role.objects.filter(Q(hub=self.row.hub_id) | Q(hub__isnull=True)).values("user_id"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            "form": HolderForm(people=self._people()),
            **super().get_context_data(**kwargs),
            "holders": self.row.holders.select_related("user").order_by("-from_on"),
            "may_fill": self.rows_to_change().filter(pk=self.row.pk).exists(),
        }

    def rows_to_change(self) -> "QuerySet[Any]":
        """Return the posts the user may fill."""
        return Post.objects.wholly_within(self.me, "post.edit")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Fill the post, or end somebody's time in it."""
        if "leave" in request.POST:
            holder = get_object_or_404(self.row.holders, pk=row_number(request.POST["leave"]))
            until_on = max(timezone.localdate(), holder.from_on)
            self.do(lambda: leave_post(holder=holder, until_on=until_on, by=self.me), f"{holder.user} leaves this post today.")
            return redirect("post_holders", self.row.pk)
        form = HolderForm(request.POST, people=self._people())
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        said = form.cleaned_data
        self.do(
            lambda: take_post(post=self.row, person=said["person"], from_on=said["from_on"], by=self.me),
            f"{said['person']} holds this post.",
        )
        return redirect("post_holders", self.row.pk)
