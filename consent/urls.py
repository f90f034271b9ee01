"""Where families ask for something in another way, and see to their own data."""

from django.urls import path

from consent.views import begin, complaint, door, ledger, my_choices, one_by_one, reach
from consent.views import formats as views

urlpatterns = [
    path("my-choices/", my_choices.my_choices, name="my_choices"),
    path("my-choices/begin/", begin.begin, name="begin"),
    path("my-choices/one-by-one/", one_by_one.one_by_one, name="one_by_one"),
    path("my-choices/code/", door.code, name="door_code"),
    path("my-choices/choose/", my_choices.choose, name="choose"),
    path("my-choices/slip/", my_choices.slip, name="choices_slip"),
    path("my-choices/stop/<str:token>/", my_choices.stop_this, name="stop_this"),
    path("my-choices/ask/", my_choices.ask, name="ask_about_data"),
    path("my-choices/take-back/", my_choices.take_back, name="take_back"),
    path("my-choices/stop-writing/", reach.stop_writing, name="stop_writing"),
    path("my-choices/with-a-person/", reach.with_a_person, name="with_a_person"),
    path("my-choices/complain/", complaint.complain, name="complain"),
    path("my-choices/leave/", door.leave, name="leave_my_choices"),
    path("another-way/<slug:kind>/<slug:key>/", views.another_way, name="another_way"),
    path("another-way/<slug:kind>/<slug:key>/large-print/", views.large_print, name="large_print"),
    path("is-this-right/<str:token>/", ledger.is_this_right, name="is_this_right"),
]
