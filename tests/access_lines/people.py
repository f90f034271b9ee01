"""Hubs, posts, people, and setting the council up."""

from tests.access_verdicts import ONLY_BY_LINK, Row, everybody, nobody, right, screens, staff

LINES: dict[str, Row] = {
    **screens("hub"),
    **screens("post"),
    **screens("locality"),
    "people": right("staff.view"),
    "person": right("staff.view", "person"),
    "take_role": right("staff.edit", "role", post=True),
    "close_account": right("staff.close", "person", post=True),
    "open_account": right("staff.close", "person", post=True),
    "reset_second_step": right("second_step.reset", "person"),
    "hand_over": right("post.edit", "person", everywhere=True),  # a leaver's posts may be of any hub
    "invite": right("staff.invite"),
    "withdraw_invitation": right("staff.invite", "sent_invitation", post=True),
    "send_invitation_again": right("staff.invite", "sent_invitation", post=True),
    "post_holders": right("post.view", "post"),
    "self_checks": right("second_look.allow_self"),
    "audit_seals": right("audit.seals", also="audit.view"),
    "opening": right("brand.edit"),
    "rang_number": right("brand.edit", post=True),
    "audit:index": right("audit.view"),
    "audit:index_results": right("audit.view"),
    # A named colleague's own link: whoever it was not written for finds nothing.
    "second_look": right(ONLY_BY_LINK, "token"),
    "demo_post": nobody(),  # only in the demo, and tests are not the demo
    "my_posts": staff(),
    "styleguide": staff(),
    "look_before_saving": everybody(),
}
