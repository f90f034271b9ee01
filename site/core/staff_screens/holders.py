"""Who holds a post."""

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import date_format
from wagtail.admin import messages

from accounts.models import User
from core import clocks
from core.forms.staff import HolderForm, LeaveForm
from core.models import Post, PostHolder, Role
from core.querysets import reach
from core.row_numbers import row_number
from core.services.posts import leave_post, stay_in_post, take_post
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
            "today": clocks.today(),
            "may_fill": self.rows_to_change().filter(pk=self.row.pk).exists(),
        }

    def rows_to_change(self) -> "QuerySet[Any]":
        """Return the posts the user may fill."""
        return Post.objects.wholly_within(self.me, "post.edit")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Fill the post, or end somebody's time in it."""
        if "leave" in request.POST:
            return self._leave(self._holder(request.POST["leave"]))
        if "stay" in request.POST:
            holder = self._holder(request.POST["stay"])
            self.do(lambda: stay_in_post(holder=holder, by=self.me), f"{holder.user} holds this post, without an end.")
            return redirect("post_holders", self.row.pk)
        form = HolderForm(request.POST, people=self._people())
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        said = form.cleaned_data
        person, from_on = said["person"], said["from_on"]
        begins = f" from {date_format(from_on, 'j F Y')}" if from_on > clocks.today() else ""
        if self.do(lambda: take_post(post=self.row, person=person, from_on=from_on, by=self.me), f"{person} holds this post{begins}."):
            self.say_where_a_role_is_missing(person, [self.row])
        return redirect("post_holders", self.row.pk)

    def _holder(self, number: str) -> PostHolder:
        holder: PostHolder = get_object_or_404(self.row.holders.select_related("user"), pk=row_number(number))
        return holder

    def _leave(self, holder: PostHolder) -> HttpResponse:
        """End somebody's time on the day said, and say when nobody follows."""
        form = LeaveForm(self.request.POST)
        if not form.is_valid():
            messages.error(self.request, f"When does {holder.user} leave? Choose their last day.")
            return redirect("post_holders", self.row.pk)
        until_on = form.cleaned_data["until_on"]
        says = f"{holder.user} holds this post until {date_format(until_on, 'j F Y')}. You can take it back until then."
        if self.do(lambda: leave_post(holder=holder, until_on=until_on, by=self.me), says):
            follows = PostHolder.objects.on(until_on + timedelta(days=1)).filter(post=self.row, user__is_active=True)
            if not follows.exists():
                messages.warning(self.request, "Nobody holds it after that day. Choose below who takes it, so that nothing waits unseen.")
        return redirect("post_holders", self.row.pk)
