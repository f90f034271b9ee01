"""The public addresses of panels. The page of a panel itself is a Wagtail page (home.PanelPage). Members answer by links.

“My panel” stands behind the families' door.

Before what a panel's own address begins with: no panel is called "reply", "times", "decide" or "calendar" (services/panels.py).
"""

from django.urls import path

from panels.views import (
    calendars,
    join,
    my_meetings,
    my_money,
    my_panel,
    my_papers,
    my_readings,
    my_tasks,
    papers,
    polls,
    public,
    questions,
    replies,
)

urlpatterns = [
    path("panels/reply/<str:token>/", replies.reply, name="panel_reply"),
    path("panels/reply/<str:token>/papers/<uuid:paper>/", papers.paper, name="panel_paper"),
    path("panels/reply/<str:token>/meeting.ics", calendars.meeting_file, name="panel_meeting_file"),
    path("panels/times/<str:token>/", polls.times, name="panel_times"),
    path("panels/decide/<str:token>/", questions.decide, name="panel_decide"),
    path("panels/calendar/<str:token>.ics", calendars.feed, name="panel_calendar"),
    path("my-panel/", my_panel.my_panel, name="my_panel"),
    path("my-panel/<uuid:pk>/rest/", my_panel.rest, name="my_rest"),
    path("my-panel/<uuid:pk>/leave/", my_panel.leave, name="my_leave"),
    path("my-panel/<uuid:pk>/meeting/<int:meeting>/", my_meetings.my_meeting, name="my_meeting"),
    path("my-panel/<uuid:pk>/meeting/<int:meeting>/meeting.ics", my_meetings.my_meeting_file, name="my_meeting_file"),
    path("my-panel/<uuid:pk>/paper/<uuid:paper>/", my_papers.my_paper, name="my_paper"),
    path("my-panel/<uuid:pk>/money/", my_money.ask_for_money, name="ask_for_money"),
    path("my-panel/<uuid:pk>/money/<uuid:claim>/", my_money.my_money, name="my_money"),
    path("my-panel/<uuid:pk>/money/<uuid:claim>/change/", my_money.change_money, name="change_money"),
    path("my-panel/<uuid:pk>/reading/<uuid:reading>/", my_readings.my_reading, name="my_reading"),
    path("my-panel/<uuid:pk>/question/<uuid:question>/", my_tasks.my_question, name="my_question"),
    path("my-panel/<uuid:pk>/task/<uuid:action>/done/", my_tasks.task_is_done, name="task_is_done"),
    path("my-panel/<uuid:pk>/task/<uuid:action>/not-done/", my_tasks.task_is_not_done, name="task_is_not_done"),
    path("panels/<slug:slug>/how-it-works/", public.how_it_works, name="panel_how_it_works"),
    path("panels/<slug:slug>/minutes/<int:pk>/", public.minutes, name="panel_minutes"),
    path("panels/<slug:slug>/since-last-time/", public.since_last_time, name="panel_since_last_time"),
    path("panels/<slug:slug>/flyer/", public.flyer, name="panel_flyer"),
    path("panels/<slug:slug>/year/<int:year>/", public.annual_report, name="panel_year"),
    path("panels/<slug:slug>/join/", join.join, name="join_panel"),
    path("panels/<slug:slug>/join/together/", join.come_in, name="come_to_join"),
]
