"""Freedom of information: all that is held is searched there, so the data protection officer alone is let in."""

from tests.access_verdicts import Row, right

_VIEW, _EDIT, _GIVE = "information.view", "information.edit", "information.give"

LINES: dict[str, Row] = {
    "information:index": right(_VIEW, everywhere=True),
    "information:add": right(_EDIT, everywhere=True),
    "information:one": right(_VIEW, "information", everywhere=True),
    "information:extract": right(_VIEW, "information", everywhere=True),
    "information:print": right(_VIEW, "information", everywhere=True),
    "information:item": right(_VIEW, "information_item", everywhere=True),
    "information:drop": right(_EDIT, "information_item", post=True, everywhere=True),
    **{f"information:{act}": right(_EDIT, "information", post=True, everywhere=True) for act in ("step", "search", "choose", "file")},
    **{f"information:{act}": right(_GIVE, "information", post=True, everywhere=True) for act in ("ask", "agree", "send_back", "finish")},
}
