"""`manage.py start_council`: five answers, and a new council can begin."""

import logging
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from core.migrated import ask_for_migrations
from home.rules import why_not_start_with
from home.services.beginning import NOT_OVER_THE_DEMONSTRATION, QUESTIONS, Answers, is_demonstration, start_council


class Command(BaseCommand):
    """Once for each install, after `migrate`; again after hubs were added, or when the first link was lost."""

    help = "Start a new council: its administrator, its first pages as drafts, its first hub. Running it again does no harm."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the five answers; what is not given is asked."""
        for name, question, example in QUESTIONS:
            parser.add_argument(f"--{name}", help=f"{question} Such as {example}.")

    def handle(self, **options: Any) -> None:
        """Ask, start, and say what comes next."""
        ask_for_migrations()
        if is_demonstration():
            raise CommandError(NOT_OVER_THE_DEMONSTRATION)  # before somebody answers five questions for nothing
        given = {
            name: options[name] if options[name] is not None else self._ask(name, question, example)
            for name, question, example in QUESTIONS
        }
        answers = Answers(**given)
        logging.getLogger("wagtail").setLevel(logging.WARNING)  # a line for each page that is made helps nobody
        try:
            started = start_council(answers)
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from None
        for line in started.made:
            self.stdout.write(f"Made: {line}.")
        if not started.made:
            self.stdout.write("Everything was there already. Nothing was changed.")
        self._say_how_to_go_on(answers, started.way_in)

    def _say_how_to_go_on(self, answers: Answers, way_in: str) -> None:
        address = answers.address.strip().rstrip("/")
        if address != settings.BASE_URL:
            self.stderr.write(
                f"Earshot runs with BASE_URL={settings.BASE_URL}. Set BASE_URL={address} and put its name into ALLOWED_HOSTS, "
                "then start it again: links in letters and on posters begin with it."
            )
        if way_in:
            self.stdout.write("\nOpen this once, within an hour, choose a password and sign in (no e-mail needed):")
            self.stdout.write(way_in)
            self.stdout.write(
                "\nFamilies see a holding page until you open the site to them: the first page after signing in says what is left."
            )
        else:
            self.stdout.write(f"{answers.email} signs in at {address}/account/login/.")

    def _ask(self, name: str, question: str, example: str) -> str:
        """Ask until the answer will do."""
        while True:
            try:
                answer = input(f"{question} (such as {example})\n> ")
            except EOFError:
                raise CommandError(f"No answer to “{question}” Give it as --{name}.") from None
            reasons = why_not_start_with(name, answer, staff_domains=settings.STAFF_EMAIL_DOMAINS)
            if not reasons:
                return answer
            self.stderr.write(" ".join(reasons))
