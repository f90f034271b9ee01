"""What people talked about: the list of themes, and one theme with its comments and its end."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404
from django.urls import URLPattern, path, reverse_lazy

from core.looking import AgreeTo, LookAct, SendBackTo, colleague_asked, look_context
from core.row_numbers import row_number
from core.selectors.staff import colleagues_to_ask
from core.workbench import Act, Screen, Workbench
from feedback.choices import ThemeState
from feedback.models import Theme, YouSaid
from feedback.rules.answering_back import digest_of_line, why_not_reopen
from feedback.selectors import voices as selectors
from feedback.services import themes as services

PER_PAGE = 25


class ThemeList(Screen):
    """Every theme this member of staff sees, with how many comments are in it for who may read them."""

    right = "theme.view"
    template_name = "feedback/staff/themes.html"
    page_title = "Themes"
    header_icon = "tag"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return a page of themes."""
        state = self.request.GET.get("state", "")
        rows = selectors.themes_with_counts(self.me)
        if state in ThemeState.values:
            rows = rows.filter(state=state)
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("page"))
        extra = f"&state={state}" if state in ThemeState.values else ""
        shown = {"states": ThemeState.choices, "state": state, "extra": extra, "may_read": self.may("voice.view")}
        return super().get_context_data(page=page, **shown, **kwargs)


class OneTheme(Screen):
    """One theme: its comments, and how it goes on or ends."""

    model = Theme
    row: Theme
    right = "theme.view"
    template_name = "feedback/staff/theme.html"
    header_icon = "tag"
    up = (("Themes", reverse_lazy("themes:index")),)

    def get_page_title(self) -> str:
        """Return the theme's name."""
        return self.row.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the theme with a page of the comments this member of staff may read."""
        comments = selectors.comments(self.me, theme=self.row)
        page = Paginator(comments, PER_PAGE).get_page(self.request.GET.get("page"))
        others = selectors.themes_to_put_to(self.me, [self.row.engagement]).exclude(pk=self.row.pk)
        may_change = Theme.objects.wholly_within(self.me, "theme.edit").filter(pk=self.row.pk).exists()
        return super().get_context_data(
            theme=self.row,
            page=page,
            shown=selectors.as_read(list(page.object_list)),
            you_saids=YouSaid.objects.visible_to(self.me, "you_said.view").filter(themes=self.row),
            others=others,
            may_change=may_change,
            colleagues=colleagues_to_ask(self.me) if may_change and self.row.state == ThemeState.OPEN else [],
            may_read=self.may("voice.view"),
            may_raise=self.may("you_said.add"),
            may_publish=Theme.objects.wholly_within(self.me, services.NEEDS).filter(pk=self.row.pk).exists(),
            is_open=self.row.state == ThemeState.OPEN,
            is_heard=self.row.state == ThemeState.HEARD,
            why_not_reopen=why_not_reopen(self.row, engagement=self.row.engagement),
            is_closed=self.row.state in {ThemeState.HEARD, ThemeState.MERGED},
            **look_context(self.row, digest_of_line(self.row), self.me),
            **kwargs,
        )


class _Act(Act):
    """Something done to one theme, and back to it with what came of it."""

    model = Theme
    row: Theme
    right = "theme.edit"
    page = "themes:one"


class Merge(_Act):
    """Make this theme part of another."""

    def act(self) -> str:
        """Merge into the theme that was chosen."""
        mine = Theme.objects.wholly_within(self.me, "theme.edit")
        into = mine.filter(pk=row_number(self.request.POST.get("into"))).first()
        if into is None:
            raise Http404
        services.merge_themes(theme=self.row, into=into, by=self.me)
        return f"“{self.row.name}” is now part of “{into.name}”."


class Rename(_Act):
    """Give this theme another name."""

    def act(self) -> str:
        """Rename it."""
        services.rename_theme(theme=self.row, name=self.request.POST.get("name", ""), by=self.me)
        return "The theme has its new name."


class NoFurther(_Act):
    """Propose one public line to end this theme with, and ask somebody else to look at it."""

    def act(self) -> str:
        """Keep the line that was written, and ask."""
        line, colleague = self.request.POST.get("public_line", ""), colleague_asked(self.request, self.me)
        services.ask_to_take_no_further(theme=self.row, public_line=line, by=self.me, colleague=colleague)
        return "Asked. Families read the line after somebody else agreed and it was published."


class _Look(_Act, LookAct):
    """The second look at the line that is proposed."""

    right = services.NEEDS

    def about(self) -> Theme:
        """Return the theme."""
        return self.row

    def digest(self) -> str:
        """Return the hash of the line as it stands."""
        return digest_of_line(self.row)


class AgreeToEnd(_Look, AgreeTo):
    """Give the second look."""


class SendBackEnd(_Look, SendBackTo):
    """Send the line back with a remark."""


class End(_Act):
    """End this theme: families read its line."""

    right = services.NEEDS

    def act(self) -> str:
        """Publish the line."""
        services.take_no_further(theme=self.row, by=self.me, today=self.today)
        return "This theme ends here. Families read why on “You said, we did”."


class Reopen(_Act):
    """Open this theme again."""

    def act(self) -> str:
        """Reopen it."""
        services.reopen_theme(theme=self.row, by=self.me)
        return "This theme is open again."


class ThemeViewSet(Workbench):
    """Themes: what people talked about."""

    name = "themes"
    model = Theme
    resource = "theme"
    icon = "tag"
    menu_label = "Themes"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/themes/`."""
        return [
            path("", self.construct_view(ThemeList), name="index"),
            path("<int:pk>/", self.construct_view(OneTheme), name="one"),
            path("<int:pk>/merge/", self.construct_view(Merge), name="merge"),
            path("<int:pk>/rename/", self.construct_view(Rename), name="rename"),
            path("<int:pk>/no-further/", self.construct_view(NoFurther), name="no_further"),
            path("<int:pk>/no-further/agree/", self.construct_view(AgreeToEnd), name="agree"),
            path("<int:pk>/no-further/send-back/", self.construct_view(SendBackEnd), name="send_back"),
            path("<int:pk>/no-further/publish/", self.construct_view(End), name="publish"),
            path("<int:pk>/reopen/", self.construct_view(Reopen), name="reopen"),
        ]
