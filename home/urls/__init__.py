"""Public addresses that are not pages."""

from django.urls import path

from home.views.find_services import find_services
from home.views.offer_booklet import offer_booklet
from home.views.search import search
from home.views.something_wrong import something_wrong
from home.views.still_right import still_right

urlpatterns = [
    path("search/", search, name="search"),
    path("find-services/", find_services, name="find_services"),
    path("offer/booklet/", offer_booklet, name="offer_booklet"),
    path("something-wrong/<int:pk>/", something_wrong, name="something_wrong"),
    path("still-right/<str:token>/", still_right, name="still_right"),
]
