"""The staff front page and what stands behind it."""

from tests.access_verdicts import Row, right, staff

LINES: dict[str, Row] = {
    "needs_you": staff(),
    "what_do_i_do": staff(),
    "our_pages": right("page.edit"),
    "put_service_in": right("page.edit", everywhere=True),
}
