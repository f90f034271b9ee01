"""Thanks and expenses of panels, and claims."""

from tests.access_verdicts import Row, right

_EDIT, _VIEW, _APPROVE, _PAY = "claim.edit", "claim.view", "claim.approve", "claim.pay"

LINES: dict[str, Row] = {
    "panel_money:index": right(_VIEW),
    "panel_money:one": right(_VIEW, "panel"),
    "panel_money:policy": right(_VIEW, "panel"),
    "panel_money:policy_begin": right(_EDIT, "panel", post=True),
    "panel_money:policy_in_force": right(_APPROVE, "panel", post=True),
    "panel_money:give": right(_EDIT, "panel_meeting_money"),
    "panel_money:sheet": right(_EDIT, "panel_meeting_money", post=True),
    "panel_money:month": right(_VIEW, "panel"),
    "panel_money:sign": right(_APPROVE, "panel_sum", post=True),
    "panel_money:delete_slip": right(_EDIT, "panel_sum", post=True),
    "panel_money:take_back": right(_EDIT, "panel_sum", post=True),
    "panel_money:vouchers": right(_EDIT, "panel"),
    "panel_money:enter": right(_EDIT, "panel"),
    "claims:index": right(_VIEW),
    "claims:to_pay": right(_PAY),
    "claims:export": right(_PAY, post=True, everywhere=True),
    "claims:one": right(_VIEW, "claim_agreed"),
    "claims:change": right(_EDIT, "claim_draft"),
    "claims:send": right(_EDIT, "claim_draft", post=True),
    "claims:take_back": right(_EDIT, "claim_draft", post=True),
    "claims:no_thanks": right(_EDIT, "claim_draft", post=True),
    "claims:look": right(_APPROVE, "claim", post=True),
    "claims:paid": right(_PAY, "claim_agreed", post=True),
    "claims:cannot_pay": right(_PAY, "claim_agreed", post=True),
    "claims:remove_receipt": right(_EDIT, "claim_draft_receipt", post=True),
    "claims:receipt": right(_EDIT, "claim_receipt", post=True, also=_APPROVE),
}
