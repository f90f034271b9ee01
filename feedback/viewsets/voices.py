"""Reading what families said: in a list and one by one, and putting it to themes."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from core import audit
from core.gate import signed_in
from core.row_numbers import row_number
from core.workbench import Screen, Trail, Workbench
from feedback.forms.voices import CommentFilter
from feedback.models import Theme, Voice
from feedback.selectors import voices as selectors
from feedback.services import themes as services
from participation.models import Engagement

PER_PAGE = 25
MOST_AT_ONCE = 200


class _Reading(Screen):
    """What list and single comment share: the filter stands in the address and is carried on."""

    model = Voice
    right = "voice.view"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Read the filter."""
        super().setup(request, *args, **kwargs)
        self.filter = CommentFilter(request.GET, user=self.me)
        self.chosen = self.filter.chosen()
        self.asked = urlencode({name: getattr(value, "pk", value) for name, value in self.chosen.items()})

    def comments(self) -> Any:
        """Return the comments that the filter leaves."""
        return selectors.comments(self.me, **self.chosen)


class CommentList(_Reading):
    """A page of comments, to read and to put to themes."""

    template_name = "feedback/staff/comments.html"
    page_title = "Comments"
    header_icon = "comment"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return one page: the text of its rows is opened while it is drawn, and no other."""
        page = Paginator(self.comments(), PER_PAGE).get_page(self.request.GET.get("page"))
        engagements = selectors.engagements_of(list(page.object_list), [])
        return super().get_context_data(
            filter=self.filter,
            page=page,
            shown=selectors.as_read(list(page.object_list)),
            asked=f"?{self.asked}" if self.asked else "",
            extra=f"&{self.asked}" if self.asked else "",
            is_filtered=bool(self.chosen),
            may_sort=self.may("theme.edit"),
            may_raise=self.may("you_said.add"),
            themes=selectors.themes_to_put_to(self.me, engagements),
            may_make_theme=len(engagements) == 1,
            here=self.request.get_full_path(),
            **kwargs,
        )


class OneComment(_Reading):
    """One comment, with the one before and the one after: j and k, or the buttons."""

    template_name = "feedback/staff/comment.html"
    header_icon = "comment"
    page_title = "One comment"

    @property
    def up(self) -> Trail:
        return (("Comments", f"{reverse('comments:index')}?{self.asked}"),)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the comment and its neighbours in the list it was opened from."""
        voice = selectors.comments(self.me).get(pk=self.row.pk)
        before, after = selectors.neighbours(self.comments(), voice)
        engagements = selectors.engagements_of([voice], [])
        open_themes = list(selectors.themes_to_put_to(self.me, engagements))
        in_themes = list(voice.themes.all())
        has_words = not voice.words_are_gone
        return super().get_context_data(
            voice=voice,
            comment=selectors.as_read([voice])[0],
            before=self._to(before),
            after=self._to(after),
            in_themes=[(theme, theme in open_themes) for theme in in_themes],
            themes=[theme for theme in open_themes if theme not in in_themes],
            may_make_theme=len(engagements) == 1,
            may_sort=has_words and self.may("theme.edit", hub_id=voice.hub_id),
            may_raise=has_words and self.may("you_said.add", hub_id=voice.hub_id),
            here=self.request.get_full_path(),
            **kwargs,
        )

    def _to(self, voice: Voice | None) -> str:
        return f"{reverse('comments:one', args=[voice.pk])}?{self.asked}" if voice else ""


class PutToThemes(Screen):
    """Put the ticked comments to themes, known ones and a new one. One foreign id, and nothing happens (security row 12)."""

    right = "theme.edit"
    changes = True
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Do it and go back to where the comments were read."""
        voices = ticked_comments(request, "theme.edit")
        try:
            themes = self._themes(voices)
            if not voices or not themes:
                raise ValidationError(["Tick at least one comment, and choose or name a theme."])
            services.put_to_themes(voices=voices, themes=themes, by=self.me)
        except ValidationError as error:
            here = back_to(request, back_to(request, reverse("comments:index")), name="here")
            self.say_why_not(error)
            self.keep_typed(here)
            return HttpResponseRedirect(here)
        names = ", ".join(theme.name for theme in themes)
        self.say(f"{len(voices)} comment{'' if len(voices) == 1 else 's'} put to {names}.")
        return HttpResponseRedirect(back_to(request, reverse("comments:index")))

    def _themes(self, voices: list[Voice]) -> list[Theme]:
        asked = set(filter(None, self.request.POST.getlist("theme")))
        rows = list(selectors.themes_to_put_to(self.me).filter(pk__in=map(row_number, asked)))
        if len(rows) != len(asked):
            raise Http404
        if name := self.request.POST.get("new_theme", "").strip():
            rows.append(services.make_theme(engagement=self._engagement(voices), name=name, by=self.me))
        return rows

    def _engagement(self, voices: list[Voice]) -> Engagement:
        known = selectors.engagements_of(voices, [])
        if len(known) != 1:
            raise ValidationError(["A new theme belongs to one thing you asked about. Tick comments of one survey only."])
        return known[0]


class TakeOut(Screen):
    """Take one comment out of a theme."""

    model = Voice
    right = "theme.edit"
    changes = True
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Do it and go back."""
        theme = selectors.themes_to_put_to(self.me).filter(pk=row_number(request.POST.get("theme"))).first()
        if theme is None or not Voice.objects.readable_by(self.me).filter(pk=pk).exists():
            raise Http404
        try:
            services.take_out_of_theme(voice=self.row, theme=theme, by=self.me)
        except ValidationError as error:
            self.say_why_not(error)
        else:
            self.say(f"Taken out of {theme.name}.")
        return redirect(back_to(request, reverse("comments:one", args=[pk])))


def ticked_comments(request: HttpRequest, right: str) -> list[Voice]:
    """Return the ticked comments, all of which this member of staff reads and reaches with a right; else 404, and it is written down."""
    asked = set(request.POST.getlist("comment"))
    if len(asked) > MOST_AT_ONCE:
        raise Http404
    try:
        ids = [UUID(one) for one in asked]
    except ValueError:
        raise Http404 from None
    me = signed_in(request)
    rows = Voice.objects.readable_by(me).visible_to(me, right)
    found = list(rows.filter(pk__in=ids).select_related("survey").defer("survey__questions"))
    if len(found) != len(ids):
        audit.record("feedback.voice.refused", me, by=me, asked=len(ids), theirs=len(found))
        raise Http404
    return found


def back_to(request: HttpRequest, otherwise: str, *, name: str = "next") -> str:
    """Return the page of ours that a form leads to: `next`, or `here`, where it came from."""
    there = request.POST.get(name, "")
    return there if url_has_allowed_host_and_scheme(there, allowed_hosts={request.get_host()}) else otherwise


class VoiceViewSet(Workbench):
    """Comments: read in a list and one by one."""

    name = "comments"
    model = Voice
    resource = "voice"
    icon = "comment"
    menu_label = "Comments"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/comments/`."""
        return [
            path("", self.construct_view(CommentList), name="index"),
            path("put-to-themes/", self.construct_view(PutToThemes), name="put_to_themes"),
            path("<uuid:pk>/", self.construct_view(OneComment), name="one"),
            path("<uuid:pk>/take-out/", self.construct_view(TakeOut), name="take_out"),
        ]
