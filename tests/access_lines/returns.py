"""The panel part of the quarterly return: for the whole council alone."""

from tests.access_verdicts import Row, right

_VIEW, _EDIT, _SIGN = "quarter_return.view", "quarter_return.edit", "quarter_return.sign"

LINES: dict[str, Row] = {
    "quarter_return:index": right(_VIEW, everywhere=True),
    "quarter_return:one": right(_VIEW, "quarter", everywhere=True),
    "quarter_return:table": right(_VIEW, "quarter", post=True, everywhere=True),
    "quarter_return:fill_in": right(_EDIT, "quarter_code", everywhere=True),
    "quarter_return:take_back": right(_EDIT, "quarter_code", post=True, everywhere=True),
    "quarter_return:sign": right(_SIGN, "quarter", post=True, everywhere=True),
    "quarter_return:correct": right(_EDIT, "quarter", post=True, everywhere=True),
}
