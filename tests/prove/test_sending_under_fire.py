"""No acknowledged answer is lost and none counts twice, whatever is killed or cut (DESIGN promise 1)."""

import os
import random
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.prove.phone import Phone
from tests.prove.served import Served, cut_connections

pytestmark = [pytest.mark.prove, pytest.mark.alone]

SENDERS = 16
STORED = """
from core.codes import code_hash
from feedback.models import Response, Voice
shown = {shown!r}
hashes = list(Response.objects.values_list("receipt_hash", flat=True))
words = [voice.text for voice in Voice.objects.all()]
print(json.dumps({{"rows": len(hashes), "distinct": len(set(hashes)), "lost": len({{code_hash(c) for c in shown}} - set(hashes)),
                  "words": len(words), "distinct_words": len(set(words))}}))
"""


def test_fifty_equal_posts_at_once_give_one_row_and_fifty_equal_thank_yous(served: Served, questions: list[str]) -> None:
    phone = Phone(served.port)
    fields = phone.answer("prove", questions, ["The singing, once", "A door, once"])
    thumbs = [Phone(served.port) for _ in range(50)]
    for thumb in thumbs:
        thumb.cookies = dict(phone.cookies)
    before = served.tell(STORED.format(shown=[]))["rows"]
    together = threading.Barrier(50)

    def press(thumb: Phone) -> str:
        together.wait(timeout=60)
        return thumb.send("prove", fields)

    with ThreadPoolExecutor(50) as pool:
        codes = list(pool.map(press, thumbs))

    assert len(set(codes)) == 1
    stored = served.tell(STORED.format(shown=codes))
    assert stored["rows"] == before + 1
    assert stored["lost"] == 0


class Cruelty:
    """Kills a web worker after every hundredth answer, and cuts the database after every five hundredth, amid what others are sending."""

    def __init__(self, served: Served) -> None:
        self.served, self.lock, self.chance = served, threading.Lock(), random.Random(1)
        self.answers = self.kills = self.cuts = 0

    def after_an_answer(self) -> None:
        """Count an answer; be cruel when it is time."""
        with self.lock:
            self.answers += 1
            if self.answers % 100 == 0:
                os.kill(self.chance.choice(self.served.workers()), signal.SIGKILL)
                self.kills += 1
            if self.answers % 500 == 250 and self.served.database_url.startswith("postgresql"):
                cut_connections(self.served.database_url)
                self.cuts += 1


def test_two_thousand_answers_while_workers_die_and_the_database_is_cut(served: Served, questions: list[str]) -> None:
    before = served.tell(STORED.format(shown=[]))
    cruelty = Cruelty(served)

    def family(number: int) -> tuple[str, int]:
        phone = Phone(served.port)
        fields = phone.answer("prove", questions, [f"Liked {number}", f"Next {number}"])
        code = phone.send("prove", fields)
        cruelty.after_an_answer()
        return code, phone.number_of_retries

    begun = time.monotonic()
    with ThreadPoolExecutor(SENDERS) as pool:
        sent = list(pool.map(family, range(2_000)))

    stored = served.tell(STORED.format(shown=[code for code, _ in sent]))
    print(
        f"\n{served.database_url.split(':')[0]}: 2,000 answers in {time.monotonic() - begun:.0f} s, {cruelty.kills} kills, "
        f"{cruelty.cuts} cuts, {sum(retries for _, retries in sent)} retries"
    )
    assert cruelty.kills == 20
    assert cruelty.cuts == (4 if served.database_url.startswith("postgresql") else 0)
    assert len({code for code, _ in sent}) == 2_000
    assert stored["lost"] == 0
    assert stored["rows"] == stored["distinct"] == before["rows"] + 2_000
    assert stored["words"] - before["words"] == 4_000
    assert stored["distinct_words"] - before["distinct_words"] == 4_000
