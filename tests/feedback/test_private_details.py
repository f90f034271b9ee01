"""What could point at one person is found before words become public."""

import time

import pytest

from core.private_details import private_details_in
from feedback.rules.answering_back import is_empty_phrase

SEEDED = {
    "an e-mail address": [
        "Write to sam.lee@example.org.",
        "sam_lee+hub@mail.example.co.uk",
        "sam (at) example.org will know",
        "SAM@EXAMPLE.ORG",
        "it is sam at example dot com",
    ],
    "a phone number": [
        "Ring 01632 960 123",
        "ring (01632) 960123 after six",
        "07700 900123",
        "07700-900-123",
        "07700900123.",
        "+44 7700 900123",
        "+44 (0)7700 900 123",
        "0044 7700 900123",
        "020 7946 0018",
        "call 0808.157.0192",
        "٠٧٧٠٠ ٩٠٠١٢٣",
    ],
    "a phone number or an NHS number": ["NHS 943 476 5919", "her number is 9434765919", "943-476-5919"],
    "a postcode": ["We live at ZZ1 4AB", "zz14ab", "in SW1A 1AA now", "M1 1AE", "EC1A1BB"],
}
PLAIN = [
    "We opened at 8.30 on 12 May 2026 and 14 families came.",
    "It costs £12,500 and 2,000 hours.",
    "From 2026-05-12 09.30 to 2026-06-12.",
    "Our answer YS-2026-014 says more.",
    "Room B12 has 3 new chairs, the A1 bus stops there.",
    "Open 9-5, ages 0-19, or 25 with special needs.",
    "12.05.2026 14.06.2026",
]


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in SEEDED.items() for text in texts])
def test_what_points_at_one_person_is_named(kind: str, text: str) -> None:
    assert private_details_in(text) == [kind]


@pytest.mark.parametrize("text", PLAIN)
def test_ordinary_numbers_and_dates_are_let_through(text: str) -> None:
    assert private_details_in(text) == []


def test_each_kind_is_named_once() -> None:
    assert private_details_in("a@b.example, c@d.example, 07700 900123 and 07700 900124") == ["an e-mail address", "a phone number"]


LONG = 20_000


@pytest.mark.parametrize(
    "text", ["x" * LONG, "a." * LONG, "a@" * LONG, "0 " * LONG, "AS1" * LONG, "x at x dot " * LONG, "comment" + " " * LONG]
)
def test_a_long_text_takes_no_longer_than_reading_it(text: str) -> None:
    begun = time.process_time()
    private_details_in(f"{text}x")
    is_empty_phrase(f"{text}x")

    assert time.process_time() - begun < 1
