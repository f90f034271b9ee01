"""From an editor's phone: closures, alerts, pages that wait for a look."""

from tests.access_verdicts import Row, right

LINES: dict[str, Row] = {
    "closed_today": right("closure.say"),
    "open_again": right("closure.say", "said_closed", post=True),
    "closures": right("closure.edit"),
    "plan_closure": right("closure.edit"),
    "change_closure": right("closure.edit", "planned_closure"),
    "call_off_closure": right("closure.edit", "planned_closure", post=True),
    "alerts": right("alert.edit"),
    "write_alert": right("alert.edit"),
    "change_alert": right("alert.edit", "alert"),
    "end_alert": right("alert.edit", "alert", post=True),
    "look_at_page": right("page.publish", "page_look"),
    "answer_for_words": right("page.publish", "page_of_elm"),
}
