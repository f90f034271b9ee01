"""Where families ask for something in another way."""

from django.urls import path

from consent.views import formats as views
from consent.views import ledger

urlpatterns = [
    path("another-way/<slug:kind>/<slug:key>/", views.another_way, name="another_way"),
    path("another-way/<slug:kind>/<slug:key>/large-print/", views.large_print, name="large_print"),
    path("is-this-right/<str:token>/", ledger.is_this_right, name="is_this_right"),
]
