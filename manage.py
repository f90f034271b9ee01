#!/usr/bin/env python
"""The one command of the house: `python manage.py <word>`."""

import os
import sys
from pathlib import Path

# `site/` is a plain folder: it goes on the path and is never imported by name (decision 0001).
sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))


def main() -> None:
    """Run a management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
