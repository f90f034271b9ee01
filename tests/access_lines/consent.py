"""What families trust us with: asking in another way, and the people we know."""

from tests.access_verdicts import Row, doorway, everybody, right

_RIGHTS_ACTS = (
    "copy copy_file identify join stop_clock start_clock longer acknowledge searched decide told cannot_be_told erase set_aside stop_using "
    "finish withdraw judge address draft correct put_right take_decision_back"
)

LINES: dict[str, Row] = {
    "another_way": everybody("in_another_way"),
    "large_print": everybody("in_another_way"),
    "my_choices": everybody(),
    "begin": everybody(),
    "one_by_one": doorway(),
    "door_code": doorway(),
    "ask_about_data": doorway(),
    "complain": everybody(),
    "choose": doorway(),
    "take_back": doorway(),
    "stop_writing": doorway(),
    "with_a_person": everybody(),
    "choices_slip": doorway(),
    "stop_this": everybody("token"),
    "leave_my_choices": everybody(post=True),
    "format_requests:index": right("format_request.view"),
    "format_requests:one": right("format_request.view", "format_request"),
    "format_requests:contact": right("format_request.edit", "format_request", post=True),
    "format_requests:take": right("format_request.edit", "format_request", post=True),
    "format_requests:hand_to": right("format_request.edit", "format_request_to_hand_on", post=True),
    "format_requests:give": right("format_request.edit", "format_request", post=True),
    "format_requests:give_up": right("format_request.edit", "format_request", post=True),
    "format_requests:slip": right("format_request.view", "format_request"),
    "rights:index": right("rights.view"),
    "rights:add": right("rights.add"),
    "rights:one": right("rights.view", "rights_request"),
    "rights:letter": right("rights.view", "rights_request"),
    **{f"rights:{act}": right("rights.edit", "rights_request", post=True) for act in _RIGHTS_ACTS.split()},
    "families:index": right("person.view"),
    "families:add": right("person.add"),
    "families:one": right("person.view", "known_person"),
    "families:contact": right("person.contact", "known_person", post=True),
    "families:open": right("person.open", "known_person", post=True),
    "families:change": right("person.edit", "known_person"),
    "families:merge": right("person.merge", "known_person"),
}
