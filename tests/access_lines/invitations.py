"""Invitations to meetings of panels, what members open by their links, and calendars."""

from tests.access_verdicts import Row, everybody, right

LINES: dict[str, Row] = {
    "panel_reply": everybody("panel_link"),
    "panel_paper": everybody("panel_link_paper", post=True),
    "panel_meeting_file": everybody("panel_link"),
    "panel_times": everybody("panel_link"),
    "panel_calendar": everybody("panel_link"),
    "panel_dates:one": right("meeting.view", "panel"),
    "panel_dates:new_poll": right("meeting.edit", "panel"),
    **{f"panel_dates:{act}": right("meeting.view", "panel", post=True) for act in ("make_feed", "end_feed")},
    "panel_dates:new_question": right("meeting.edit", "panel"),
    "panel_question:one": right("meeting.edit", "panel_question"),
    **{f"panel_question:{act}": right("meeting.edit", "panel_question", post=True) for act in ("ask", "they_said")},
    "panel_decide": everybody("panel_question_link"),
    "time_poll:one": right("meeting.edit", "time_poll"),
    **{f"time_poll:{act}": right("meeting.edit", "time_poll", post=True) for act in ("ask", "they_said", "choose", "end")},
    "meeting_invitation:one": right("meeting.edit", "meeting"),
    **{
        f"meeting_invitation:{act}": right("meeting.edit", "meeting", post=True)
        for act in ("send", "remind", "called_off", "on", "moved", "papers", "texts", "they_rang", "end_link")
    },
}
