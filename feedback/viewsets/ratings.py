"""Staff screens by which families come to rate how they were listened to. What they said is not here, and no hub stands beside another."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse_lazy

from core.workbench import Screen, Workbench
from feedback.rating_set import SETS
from feedback.selectors import ratings as selectors
from feedback.services.ratings import prepare_rating
from participation.choices import Size, Stage
from participation.models import Engagement

PER_PAGE = 25
TITLE = "Families rate it"


class RatingList(Screen):
    """What families can be asked to rate."""

    right = "survey.view"
    template_name = "feedback/staff/ratings/list.html"
    page_title = TITLE
    header_icon = "faces"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return a page of engagements that were opened to families."""
        rows = Engagement.objects.visible_to(self.me, self.right).exclude(size=Size.EVERYDAY).exclude(stage=Stage.PLANNING)
        page = Paginator(rows.prefetch_related("hubs"), PER_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(page=page, **kwargs)


class RatingsOfOne(Screen):
    """The four points of one engagement: what families are asked at each, how that stands, and the button that prepares it."""

    model = Engagement
    row: Engagement
    right = "survey.view"
    right_to_act = "survey.add"
    template_name = "feedback/staff/ratings/one.html"
    header_icon = "faces"
    up = ((TITLE, reverse_lazy("rating:index")),)

    def get_page_title(self) -> str:
        """Return what it is called."""
        return self.row.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the points with the questions of each."""
        points = [(point, SETS[point.point].questions) for point in selectors.points_of(self.row, today=self.today)]
        may_add = Engagement.objects.wholly_within(self.me, "survey.add").filter(pk=self.row.pk).exists()
        return super().get_context_data(engagement=self.row, points=points, may_add=may_add, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Prepare the rating of a point, and lead to where it is opened."""
        try:
            survey = prepare_rating(engagement=self.row, point=request.POST.get("point", ""), by=self.me)
        except ValidationError as error:
            self.say_why_not(error)
            return redirect("rating:one", pk=pk)
        self.say("It is prepared. Nobody sees it before it is opened.")
        return redirect("survey:open", pk=survey.pk)


class RatingViewSet(Workbench):
    """Families rate how they were listened to."""

    name = "rating"
    url_prefix = "rating"
    model = Engagement
    resource = "survey"
    icon = "faces"
    menu_label = TITLE

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/rating/`."""
        made: Callable[[Any], Any] = self.construct_view
        return [path("", made(RatingList), name="index"), path("<int:pk>/", made(RatingsOfOne), name="one")]
