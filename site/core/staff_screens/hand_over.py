"""Handing over all that a leaver holds: what moves is shown before it does."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from accounts.models import User
from core import clocks, questions
from core.forms.staff import HandOverForm
from core.models import PostHolder
from core.querysets import reach
from core.selectors.posts import held_for_good
from core.services.posts import hand_over
from core.staff_screens.people import PersonView, close


class HandOver(PersonView):
    """Moves every post of a leaver to somebody else; on the way to closing their account, closes it after."""

    right = right_to_act = "post.edit"
    template_name = "core/hand_over.html"
    page_title = "Hand over"

    def _form(self, data: Any = None) -> HandOverForm:
        return HandOverForm(data, people=User.objects.filter(is_active=True).exclude(pk=self.row.pk).order_by("last_name", "first_name"))

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Only who fills posts of the whole council moves everything at once."""
        super().setup(request, *args, **kwargs)
        if reach(self.me, "post.edit") is not None:
            raise PermissionDenied

    @property
    def is_closing(self) -> bool:
        """Return whether somebody came from the button that closes the account, and may press it."""
        asked = "closing" in self.request.GET or "closing" in self.request.POST
        return asked and bool(self.row.is_active) and reach(self.me, "staff.close") is None and self.row.pk != self.me.pk

    def _moving(self) -> list[tuple[PostHolder, list[str]]]:
        """Return every post with what hangs on it, in words of the floors above."""
        held = list(held_for_good(self.row))
        posts = frozenset(holder.post_id for holder in held)
        told = questions.post_hangs.answers(post_ids=posts, today=clocks.today()) if posts else []
        return [(holder, [one.text for some in told for one in some if one.post_id == holder.post_id]) for holder in held]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        moving = self._moving()
        return {
            "form": self._form(),
            **super().get_context_data(**kwargs),
            "person": self.row,
            "moving": moving,
            "closing": self.is_closing,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Move them; then close the account, where that was the way here."""
        form = self._form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        successor = form.cleaned_data["successor"]
        posts = [holder.post for holder, _ in self._moving()]
        moved = self.do(lambda: hand_over(leaver=self.row, successor=successor, by=self.me), f"{successor} holds these posts from today.")
        if moved:
            self.say_where_a_role_is_missing(successor, posts)
            if self.is_closing:
                close(self, self.row)
        return self.back()
