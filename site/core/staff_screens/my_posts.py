"""The posts somebody holds: being away, and who stands in."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core import clocks
from core.forms.places import AwayForm
from core.gate import signed_in
from core.models import Post, PostHolder
from core.row_numbers import row_number
from core.selectors.acting import out_of_reach
from core.selectors.posts import absences
from core.services.posts import go_away


class MyPosts(WagtailAdminTemplateMixin, TemplateView):
    """One's own posts, each with a short form. For everybody who works here: nobody sees more than what they hold themselves."""

    template_name = "core/my_posts.html"
    page_title = "Your posts"
    header_icon = "user"
    request: HttpRequest

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way here, which is also the heading."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def _held(self) -> list[Post]:
        held = Post.objects.held_by(signed_in(self.request), clocks.today())
        return list(held.select_related("hub", "stand_in__hub").order_by("title", "pk"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return each post with its form, and those this person stands in for just now."""
        me, today = signed_in(self.request), clocks.today()
        held, refused = self._held(), kwargs.pop("refused", {})
        noted = {post.pk for post in absences(me, today)}
        forms = [
            (post, refused.get(post.pk) or AwayForm(post=post, prefix=str(post.pk)), post.is_away_on(today), post.pk in noted)
            for post in held
        ]
        standing_in = Post.objects.acted_for_by(me, today).exclude(pk__in=[post.pk for post in held]).select_related("hub")
        return super().get_context_data(forms=forms, standing_in=standing_in.order_by("title", "pk"), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Note an absence, or that somebody is back."""
        number = row_number(request.POST.get("post"))
        post = next((one for one in self._held() if one.pk == number), None)
        if post is None:
            raise Http404
        if "back" in request.POST:
            return self._back(post)
        form = AwayForm(request.POST, post=post, prefix=str(post.pk))
        if form.is_valid():
            try:
                go_away(post=post, by=signed_in(request), **form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _what_now(form.cleaned_data, post))
                self._say_where_a_role_is_missing(post, form.cleaned_data["stand_in"], form.cleaned_data["from_on"] or clocks.today())
                return redirect("my_posts")
        return self.render_to_response(self.get_context_data(refused={post.pk: form}))

    def _say_where_a_role_is_missing(self, post: Post, stand_in: Post | None, day: date) -> None:
        """Who stands in reads what is due; without a role there they can do nothing about it."""
        if stand_in is None:
            return
        people = [one.user_id for one in PostHolder.objects.on(day).filter(post=stand_in, user__is_active=True)]
        if people and out_of_reach({post: people}, today=clocks.today(), always="you_said.view"):
            words = f"{stand_in.with_hub} has no role yet to act on what waits for {post.with_hub}."
            messages.warning(self.request, f"{words} Choose another post, or ask whoever manages your hub to give a role.")

    def _back(self, post: Post) -> HttpResponse:
        """End an absence today, or call one off; who stands in next time stays. Lead back to where the button was."""
        go_away(post=post, from_on=None, until_on=None, stand_in=post.stand_in, by=signed_in(self.request))
        messages.success(self.request, _what_now({"from_on": None}, post))
        return redirect("wagtailadmin_home" if self.request.POST.get("next") == "front" else "my_posts")


def _what_now(noted: dict[str, Any], post: Post) -> str:
    """Say what the absence means for what is due."""
    if not noted["from_on"]:
        return f"{post.with_hub}: you are here. What is due comes to you."
    if noted["stand_in"]:
        return f"{post.with_hub}: what is due while you are away comes to {noted['stand_in'].with_hub} as well."
    return f"{post.with_hub}: nobody stands in, so what is due while you are away waits for you. Families read when it is late."
