"""How well engagements listened: the workbench, and the council's own items."""

from tests.access_verdicts import Row, right

LINES: dict[str, Row] = {
    "checklist:index": right("engagement.view"),
    "checklist:tab": right("engagement.view", "checklist"),
    "checklist:print": right("engagement.view", "engagement"),
    "checklist:begin_from": right("engagement.edit", "engagement"),
    "checklist:year": right("engagement.view", "everyday"),
    "checklist_items:index": right("checklist_item.view", everywhere=True),
    "checklist_items:add": right("checklist_item.edit", everywhere=True),
    "checklist_items:retire": right("checklist_item.edit", "council_item", post=True, everywhere=True),
    "checklist_items:bring_back": right("checklist_item.edit", "council_item", post=True, everywhere=True),
}
