"""The council that does not exist has what was promised, and only where everybody can see that it is made up."""

from io import StringIO

from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone

from consent.choices import Decision, Source
from consent.models import ConsentRecord, InformationRequest, RightsRequest
from consent.selectors import partners_told
from core.choices import HubKind, RoleKind
from core.models import Hub, Locality, Role
from demo import answers, people
from feedback.choices import Outcome
from feedback.models import Response, Survey, WeDid, YouSaid
from panels.models import Message
from participation.choices import Size, Stage
from participation.models import Engagement
from participation.rules.looking_again import why_not_look_again
from participation.selectors.checklist import words_of
from participation.selectors.two_views import two_views_of
from tests.demo.ashmere import OfAshmere


def _number_of_rows() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


class WhatIsThere(OfAshmere):
    """Counts that were promised."""

    def test_it_has_two_localities_four_hubs_and_six_smaller_places(self) -> None:
        assert Locality.objects.count() == 2
        assert Hub.objects.filter(kind=HubKind.HUB).count() == 4
        assert Hub.objects.exclude(kind=HubKind.HUB).count() == 6

    def test_568_families_said_what_they_want(self) -> None:
        assert Survey.objects.filter(rating_point="").count() == 3
        assert Response.objects.filter(survey__slug="what-families-want").count() == 568

    def test_eleven_answers_are_public_and_every_outcome_is_among_them(self) -> None:
        assert YouSaid.objects.answered_in_public().count() == 11
        assert set(WeDid.objects.published().values_list("outcome", flat=True)) == set(Outcome.values)

    def test_beside_the_everyday_ones_something_is_open_answered_and_closed(self) -> None:
        stages = Engagement.objects.exclude(size=Size.EVERYDAY).order_by("stage").values_list("stage", flat=True)
        assert list(stages) == ["answering", "closed", "open", "open"]

    def test_one_question_is_closed_and_families_saw_its_listening_differently(self) -> None:
        garden = Engagement.objects.get(stage=Stage.CLOSED)
        views = {one.element: one for one in two_views_of(garden, staff=words_of(garden), today=timezone.localdate()).elements}

        assert views["audience"].gaps == ("We thought that the right people listened. Families said no.",)
        assert views["space"].alike
        assert [line.said.leaning for line in views["influence"].families] == ["mixed", "no"]
        assert garden.learning_notes.count() == 3
        assert why_not_look_again(garden, degree=garden.achieved_degree, notes={"lasted": "It has."}) == []

    def test_a_message_to_parents_is_out_one_waits_for_its_hour_and_one_for_a_second_person(self) -> None:
        states = {one.heading: (one.state, one.leaves_at is not None) for one in Message.objects.all()}

        assert sorted(states.values()) == [("asked", False), ("out", False), ("out", True)]
        ways = set(Message.objects.get(state="out", leaves_at__isnull=True).to.values_list("way", flat=True))
        assert {"letter", "phone"} <= ways, "some get it by e-mail, some are told by phone"

    def test_there_is_one_sign_in_for_each_kind_of_role(self) -> None:
        emails = [email for email, _does in people.sign_ins()]
        assert sorted(Role.objects.filter(user__email__in=emails).values_list("kind", flat=True)) == sorted(RoleKind.values)

    def test_of_two_requests_for_information_one_waits_and_one_has_its_answer(self) -> None:
        waits, answered = (InformationRequest.objects.get(answered_on__isnull=is_open) for is_open in (True, False))
        assert waits.items.filter(has_family_words=True, looked_at=None).exists()
        assert answered.extract.number_given
        assert answered.extract.sections == ["41"]

    def test_of_who_asked_to_be_forgotten_a_partner_has_something_and_got_it_before(self) -> None:
        (asked,) = RightsRequest.objects.filter(kind="erasure", erased_on=None, set_aside_on=None)
        (trust,) = partners_told.partners_of(asked)
        assert trust.is_waiting
        assert trust.sent[0].on <= asked.received_on

    def test_one_parent_came_by_the_public_form_gave_one_thing_and_refused_another(self) -> None:
        records = ConsentRecord.objects.filter(person__source=Source.FORM, given_on=timezone.localdate(), collected_by=None)
        came = {one.person for one in records if one.person.name == "Jo Marsh"}
        assert len(came) == 1
        assert sorted(records.filter(person__in=came).values_list("purpose__key", "decision")) == [
            ("photo", Decision.REFUSED),
            ("told", Decision.GRANTED),
        ]

    def test_whoever_makes_it_meets_the_same_families(self) -> None:
        for made in (answers._wants, answers._after_a_session, answers._after_help):
            assert made() == made()

    @override_settings(DEMO=True)
    def test_a_second_run_changes_nothing(self) -> None:
        before, out = _number_of_rows(), StringIO()

        call_command("seed_demo", stdout=out)

        assert "Nothing was changed" in out.getvalue()
        assert _number_of_rows() == before

    @override_settings(DEMO=True)
    def test_another_council_is_never_mixed_with_it(self) -> None:
        Hub.objects.filter(slug="maple-road").update(postcode="", slug="elsewhere")
        with self.assertRaisesMessage(CommandError, "There is another council in this database"):
            call_command("seed_demo")

    @override_settings(DEMO=False)
    def test_a_live_council_refuses_it(self) -> None:
        with self.assertRaisesMessage(CommandError, "made up"):
            call_command("seed_demo")
