"""The comments of people who do not exist: many, different, in several languages, and pointing at nobody."""

from collections import Counter

from accounts.models import User
from core.choices import RoleKind
from core.codes import code_hash
from core.private_details import private_details_in
from demo import people, words
from demo.answers import ANSWERED_CODE, WAITING_CODE
from demo.past import LAST_YEAR
from feedback.choices import AT_MEETING, Mode
from feedback.models import Response, Theme, Voice
from tests.demo.ashmere import OfAshmere
from tests.feedback import desk

EVERYTHING = [*words.want_comments(), *words.session_comments(), *words.help_comments()]


def test_hundreds_of_comments_are_different() -> None:
    counted = Counter(comment.text for comment in EVERYTHING)
    assert len(counted) >= 350
    assert [text for text, times in counted.items() if times > 1 and len(text) > 25] == []


def test_no_comment_points_at_anybody() -> None:
    assert [comment.text for comment in EVERYTHING if private_details_in(comment.text)] == []
    names = {person.name for person in people.PEOPLE}
    assert [comment.text for comment in EVERYTHING if names & set(comment.text.split())] == []


def test_they_are_in_many_languages_and_mostly_english() -> None:
    counted = Counter(comment.language for comment in EVERYTHING)
    assert {"ur", "pl", "ro", "ar", "pa", "bn", "so", "uk"} <= set(counted)
    assert counted["en-gb"] > 0.75 * counted.total()


def test_what_was_put_right_is_not_complained_of_afterwards() -> None:
    assert {comment.weeks for comment in EVERYTHING if comment.theme == "forms"} == {10}


class AsStored(OfAshmere):
    """The same, as the answering road would have stored it."""

    def test_every_comment_is_there_with_a_week_and_in_the_language_of_its_answer(self) -> None:
        voices = list(Voice.objects.exclude(response=None).select_related("response"))  # last year's came on cards
        assert sorted(voice.text for voice in voices) == sorted(comment.text for comment in EVERYTHING)
        assert all(voice.response and (voice.week, voice.language) == (voice.response.week, voice.response.language) for voice in voices)

    def test_last_years_words_are_past_their_time_and_wait_for_the_officer(self) -> None:
        of_last_year = Voice.objects.filter(response=None).exclude(question_id=AT_MEETING)
        assert {voice.text for voice in of_last_year} == {text for _, text in LAST_YEAR} | {None}
        self.client.force_login(User.objects.get(email="priya.protection@ashmere.example"))

        front = self.client.get("/admin/needs-you/").text
        assert "What families wrote in their own words" in front
        assert "4 past their time." in desk.words(self.client.get("/admin/retention/comment_words/"))
        self.client.force_login(User.objects.get(email="asha.lead@ashmere.example"))
        assert "The words were deleted after 12 months, as we promised." in desk.words(self.client.get("/admin/comments/?page=99"))

    def test_answers_spread_over_months(self) -> None:
        assert Response.objects.values("week").distinct().count() >= 12

    def test_only_where_families_were_told_so_there_is_a_code(self) -> None:
        assert not Response.objects.filter(version__mode=Mode.CODE_LINKED, receipt_hash__isnull=True).exists()
        assert not Response.objects.filter(version__mode=Mode.UNLINKABLE, receipt_hash__isnull=False).exists()

    def test_two_codes_can_be_tried_by_hand(self) -> None:
        assert Response.objects.get(receipt_hash=code_hash(ANSWERED_CODE)).voices.count() == 1
        assert "It is being looked at" in self.client.post("/check-back/", {"code": WAITING_CODE}, follow=True).text
        assert "café" in self.client.post("/check-back/", {"code": ANSWERED_CODE}, follow=True).text

    def test_somebody_read_most_comments_and_something_is_left_to_do(self) -> None:
        assert Theme.objects.filter(marks__isnull=False).distinct().count() >= 15
        assert Voice.objects.filter(marks__isnull=True).exists()

    def test_who_has_a_password_is_who_signs_in(self) -> None:
        assert people.DOES.keys() == set(RoleKind)
        assert self.client.login(email="asha.lead@ashmere.example", password=people.PASSWORD)
        assert not self.client.login(email="nia.manager@ashmere.example", password=people.PASSWORD)
