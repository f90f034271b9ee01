"""Thanks in a panel's yearly report stand by themselves only where they do not count who came."""

from core.models import Hub
from panels.selectors import annual_report as selectors
from tests.builders import make_post
from tests.panels.paneling import make_panel


def test_thanks_do_not_count_who_came_to_a_meeting_where_that_is_hidden(elm: Hub) -> None:
    """Thirty pounds at ten pounds a meeting are three people."""
    panel = make_panel(elm)
    figures = {"members": 12, "meetings": [["2026-01-10", 12]], "thanks": "120.00", "access": "4.00", "round": None}
    assert selectors.as_shown(panel, figures).thanks == 120
    hidden = selectors.as_shown(panel, figures | {"meetings": [["2026-01-10", 12], ["2026-02-10", 3]]})
    assert hidden.thanks is None
    assert hidden.access is None
    assert hidden.total == 124
    assert selectors.as_shown(panel, figures | {"members": 7}).thanks is None, "fewer than the public reads of"
    workers = {"coordinator": make_post("A", hub=elm), "second_reader": make_post("B", hub=elm)}
    young = make_panel(elm, "Youth", is_of_under_18s=True, **workers)
    assert selectors.as_shown(young, figures).thanks is None
