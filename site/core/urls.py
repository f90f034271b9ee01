"""The ground floor's addresses."""

from django.urls import URLPattern, path

from core.views.demo_post import demo_post
from core.views.invitation import invitation
from core.views.look import stylesheet, stylesheet_before_saving
from core.views.styleguide import styleguide

urlpatterns: list[URLPattern] = [
    path("demo/post/", demo_post, name="demo_post"),
    path("invitation/<slug:token>/", invitation, name="invitation"),
    path("look/before-saving.css", stylesheet_before_saving, name="look_before_saving"),
    path("look/<slug:mark>.css", stylesheet, name="look"),
    path("styleguide/", styleguide, name="styleguide"),
]
