"""Where families ask for something in another way, and see to their own data."""

from django.urls import path

from consent.views import complaint, door, ledger, my_choices
from consent.views import formats as views

urlpatterns = [
    path("my-choices/", my_choices.my_choices, name="my_choices"),
    path("my-choices/code/", door.code, name="door_code"),
    path("my-choices/choose/", my_choices.choose, name="choose"),
    path("my-choices/slip/", my_choices.slip, name="choices_slip"),
    path("my-choices/stop/<str:token>/", my_choices.stop_this, name="stop_this"),
    path("my-choices/ask/", my_choices.ask, name="ask_about_data"),
    path("my-choices/complain/", complaint.complain, name="complain"),
    path("my-choices/leave/", door.leave, name="leave_my_choices"),
    path("another-way/<slug:kind>/<slug:key>/", views.another_way, name="another_way"),
    path("another-way/<slug:kind>/<slug:key>/large-print/", views.large_print, name="large_print"),
    path("is-this-right/<str:token>/", ledger.is_this_right, name="is_this_right"),
]
