"""Addresses that machines read, in no language: they stand outside the languages' prefixes."""

from django.urls import path

from home.views.discovery import robots, sitemap
from home.views.pictures import picture

urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    # Sizes of pictures only: originals and documents lie in the same store and are not given out by name (security row 42).
    path("media/images/<str:name>", picture, name="picture"),
]
