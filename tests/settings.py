"""What tests change: secrets, hasher, mail, a SQLite file, and a flush that lifts the append-only triggers."""

import os

os.environ.setdefault("SECRET_KEY", "only for tests")
os.environ.setdefault("FIELD_KEYS", "test:dGVzdC1rZXktcHJvdGVjdHMtbm90aGluZy0zMmJ5dGU=")
os.environ.setdefault("EMAIL_URL", "console:")
os.environ.setdefault("ALLOWED_HOSTS", "testserver,127.0.0.1,localhost")
os.environ.setdefault("HTTPS", "off")
os.environ["DEMO"] = os.environ["DEBUG"] = "off"  # tests see what a live council sees, whatever the machine says
os.environ.setdefault("SECOND_STEP_REQUIRED", "off")

from config.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES["private"] = {"BACKEND": "tests.private_store.PrivateStore"}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
if "sqlite" in str(DATABASES["default"]["ENGINE"]):
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
elif model := os.environ.get("TEST_DATABASE_MODEL"):  # a migrated database, of which each process takes a copy (.ci/run)
    DATABASES["default"]["TEST"] = {"TEMPLATE": model}
INSTALLED_APPS.insert(0, "tests.flushing")
