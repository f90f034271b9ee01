"""What is logged and how: one line of JSON each, with nothing of families in it (core/logs.py). `settings.py` wires it."""


def table(*, level: str) -> dict[str, object]:
    """Return Django's table of logging; `level` is that of everything but Django's own lines."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"quiet": {"()": "core.logs.WithoutFamilies"}},
        "formatters": {"json": {"()": "core.logs.OneLine"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["quiet"]}},
        "root": {"handlers": ["console"], "level": level.upper()},
        "loggers": {
            "django": {"handlers": [], "level": "INFO"},  # else Django mails error reports, which quote what was typed
            "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
            "django_tasks": {"level": "WARNING"},  # says each search index update twice
        },
    }
