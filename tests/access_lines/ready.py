"""Getting ready, the test letter, and what the council begins with."""

from tests.access_verdicts import Row, right

LINES: dict[str, Row] = {
    "getting_ready": right("brand.edit"),
    "say_it_is_so": right("brand.edit", post=True),
    "not_now": right("brand.edit", post=True),
    "bring_back": right("brand.edit", post=True),
    "let_hubs_listen": right("brand.edit", post=True),
    "test_letter": right("brand.edit"),
    "test_letter_arrived": right("brand.edit", post=True),
    "council_defaults": right("brand.edit"),
}
