# Earshot's words. `make` alone explains them.
.DEFAULT_GOAL := help
.PHONY: help demo demo-reset test check prove bench lock

PORT ?= 8000
TESTS ?= tests
PROCESSES ?= 2
MARKS ?= not prove
# The first Python that is new enough. Choose another with PYTHON=/path/to/python3.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v $$p; break; }; done)
RUN := .venv/bin/python
prepare = @test -n "$(PYTHON)" || { echo "Earshot needs Python 3.11 or newer and found none. \
	Debian, Ubuntu: sudo apt install python3 python3-venv"; exit 1; }; $(PYTHON) site/config/prepare.py $(1)
# Of a few TESTS, perhaps none is a proof that runs alone, or none that does not: pytest calls that 5.
or_none_there = || [ $$? = 5 -a "$(TESTS)" != tests ]
# Made up, so that `check` sees the settings as a live council has them. They protect nothing.
LIVE := DEMO=off DEBUG=off HTTPS=on ALLOWED_HOSTS=hubs.example BASE_URL=https://hubs.example \
	SECRET_KEY=made-up-for-make-check-only-it-protects-nothing-0123456789 \
	FIELD_KEYS=check:Y2hlY2sta2V5LXByb3RlY3RzLW5vdGhpbmctMzJieXQ= EMAIL_URL=smtp://user:password@mail.example:587 \
	MAIL_FROM=hubs@hubs.example DATABASE_URL=postgresql://earshot@127.0.0.1/earshot

help: ## Say what each word does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | awk -F'|' '{printf "%-20s %s\n", $$1, $$2}'

demo: ## Try Earshot with a made-up council on http://127.0.0.1:8000 (PORT=8001 for another door)
	$(call prepare,requirements.txt)
	@DEMO=on $(RUN) manage.py run_demo --port $(PORT)

demo-reset: ## The same, with everything entered so far thrown away
	$(call prepare,requirements.txt)
	@DEMO=on $(RUN) manage.py run_demo --port $(PORT) --afresh

test: ## Run the tests (TESTS=tests/feedback for some; REQUIRE_BROWSER=1 insists on the journeys)
	$(call prepare,requirements-dev.txt)
	@$(RUN) -m pytest -n $(PROCESSES) --dist loadgroup -m "$(MARKS)" $(TESTS)

check: ## Lint, format, types, missing migrations, live settings, house rules
	$(call prepare,requirements-dev.txt)
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy .
	DEMO=on $(RUN) manage.py makemigrations --check --dry-run
	$(LIVE) $(RUN) manage.py check --deploy --fail-level WARNING
	$(RUN) -m pytest -p no:cacheprovider tests/test_house_rules.py

prove: ## Slow proofs: kills, cuts, attackers, ten thousand bad inputs
	$(call prepare,requirements-dev.txt)
	@export EARSHOT_PROVE_MODELS=$$(mktemp -d) && trap 'PYTHONPATH=.:site $(RUN) -m tests.prove.migrated' EXIT; \
	{ $(RUN) -m pytest -n $(PROCESSES) --dist loadgroup -m "prove and not alone" $(TESTS) $(or_none_there); } && \
	{ $(RUN) -m pytest -m "prove and alone" $(TESTS) $(or_none_there); }

bench: ## Print how Earshot's pages compare with the barest page that could be (ratios)
	$(call prepare,requirements-dev.txt)
	@for one in bench/bench_*.py; do $(RUN) $$one || exit 1; done

lock: ## Write the locks anew from pyproject.toml (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --extra dev -c requirements.txt \
		pyproject.toml -o requirements-dev.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --extra production -c requirements.txt \
		pyproject.toml -o requirements-production.txt
