"""The public addresses of what we are asking about."""

from django.urls import path

from participation.views import asking

urlpatterns = [
    path("what-we-ask/", asking.what_we_ask, name="what_we_ask"),
    path("what-we-ask/<slug:slug>/", asking.one, name="asked_about"),
]
