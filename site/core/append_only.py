"""What nobody can change once it is written: triggers in the database itself, the same on SQLite and PostgreSQL.

Three kinds of promise stand here as data. `APPEND_ONLY`: a row is never changed or deleted. `FROZEN_WHEN`: from the moment the named
column is set, the row is like stone; a correction is a new row. `FIXED_ONCE`: one column stops changing when something else has happened.
Models are named by label, so this floor imports nothing from above.

The triggers are put up again after every `migrate`, because SQLite loses them whenever it remakes a table (reference tried-core, trap 1).
A refused statement raises IntegrityError. On PostgreSQL the owner of a table could still take a trigger down: a live council runs the
web and the workers under a role that does not own the tables (`core/database_roles.py`) and whose right to change the rows of
`APPEND_ONLY` is taken away here; `verify_audit` finds what was changed all the same.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

APPEND_ONLY = (
    "core.AuditEntry",
    "core.AuditSeal",
    "core.SealedEntry",
    "feedback.TakenDown",
    "consent.ConsentRecord",
    "consent.RetentionRule",
    "consent.BreachStep",
    "consent.AgreementStep",
    "consent.SharingRecord",
    "consent.SharedAbout",
    "consent.InformationStep",
    "consent.InformationExtract",
    "panels.MonthlySignOff",
)
FROZEN_WHEN = {
    "feedback.WeDid": "published_at",
    "feedback.SurveyVersion": "published_at",
    "consent.Wording": "published_at",
    "consent.RetentionRun": "finished_at",
    "consent.SharingAgreement": "signed_at",
    "participation.GateOverride": "used_at",
    "participation.EqualityRecord": "signed_on",
    "participation.EqualityLine": "signed_on",
    "panels.Terms": "adopted_on",
    "panels.ExpensePolicy": "in_force_from",
    "panels.QuarterReturn": "signed_on",
    "panels.ReturnEntry": "signed_on",
}


@dataclass(frozen=True)
class Fixed:
    """`model.column` cannot change once a row of `child` points at it through `link` and has `moment` set; one line for each child."""

    model: str
    column: str
    child: str
    link: str
    moment: str


# How anonymous families are is chosen before the first family answers, and never after (DESIGN promise 4, security row 35).
# The name of a partner is part of the words that somebody said yes to, and of what was signed: one of another name is another row.
FIXED_ONCE = (
    Fixed("feedback.Survey", "mode", child="feedback.SurveyVersion", link="survey", moment="published_at"),
    Fixed("consent.Partner", "name", child="consent.ConsentRecord", link="partner", moment="recorded_at"),
    Fixed("consent.Partner", "name", child="consent.SharingAgreement", link="partner", moment="signed_at"),
    Fixed("panels.Payout", "amount", child="panels.SignedPayout", link="payout", moment="signed_on"),
)


@dataclass(frozen=True)
class Rule:
    """One table's promise: `held` is SQL that is true of a row that must stay, `{row}` standing for it; no column means all of them."""

    model: type[models.Model]
    held: str
    column: str = ""

    @property
    def table(self) -> str:
        """Return the table's name."""
        return self.model._meta.db_table

    def changed(self, connection: BaseDatabaseWrapper) -> str:
        """Return SQL that is true when an update would break the promise."""
        if not self.column:
            return self.held.format(row="OLD")
        differs = "IS NOT" if connection.vendor == "sqlite" else "IS DISTINCT FROM"
        return f'OLD."{self.column}" {differs} NEW."{self.column}" AND {self.held.format(row="OLD")}'


def rules() -> list[Rule]:
    """Return the promises of all three kinds, with their tables."""
    append_only = [Rule(apps.get_model(label), "1=1") for label in APPEND_ONLY]
    frozen = [Rule(apps.get_model(label), f'{{row}}."{moment}" IS NOT NULL') for label, moment in FROZEN_WHEN.items()]
    columns = list(dict.fromkeys((fixed.model, fixed.column) for fixed in FIXED_ONCE))
    return append_only + frozen + [_fixed(model, column) for model, column in columns]


def _fixed(label: str, column: str) -> Rule:
    """Return the one rule of a column, whichever of its children holds it: a table has one trigger for each act."""
    model = apps.get_model(label)
    held = [_held_by(model, fixed) for fixed in FIXED_ONCE if (fixed.model, fixed.column) == (label, column)]
    return Rule(model, f"({' OR '.join(held)})", column=column)


def _held_by(model: type[models.Model], fixed: Fixed) -> str:
    child = apps.get_model(fixed.child)
    return (
        f'EXISTS (SELECT 1 FROM "{child._meta.db_table}" AS child'
        f' WHERE child."{_column(child, fixed.link)}" = {{row}}."{model._meta.pk.column}" AND child."{fixed.moment}" IS NOT NULL)'
    )


def install(using: str = "default") -> None:
    """Put every trigger up; harmless to repeat. Tables that do not exist yet are passed over."""
    connection = connections[using]
    _run(connection, [sql for rule in _rules_with_tables(connection) for sql in _triggers(connection, rule)])


def remove(using: str = "default") -> None:
    """Take every trigger down. Only for flushing a test database, and for a retention run under the owner's role."""
    connection = connections[using]
    _run(connection, [_drop(connection, name, table) for name, table in installed(using)])


@contextmanager
def lifted(*labels: str, using: str = "default") -> Iterator[None]:
    """Take the triggers of these models' tables down and put them up again, all inside the caller's transaction.

    For rows past their time alone (`manage.py end_kept_rows`), under the role that owns the tables. Nobody else ever meets a table without
    its triggers: other transactions see them standing, or wait. Raises what the database says to a role that owns no table.
    """
    connection = connections[using]
    tables = {table_of(label) for label in labels}
    # PostgreSQL changes no table while a foreign key waits to be checked at the end: checked now, and late again from here on.
    settled = ["SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED"] if connection.vendor == "postgresql" else []
    _run(connection, settled + [_drop(connection, name, table) for name, table in installed(using) if table in tables])
    yield
    rules_here = [rule for rule in _rules_with_tables(connection) if rule.table in tables]
    _run(connection, settled + [sql for rule in rules_here for sql in _triggers(connection, rule)])


def after_migrate(*, using: str, **_: Any) -> None:
    """Put the triggers up after `migrate` (Django's post_migrate, the one signal of our own)."""
    install(using)


def installed(using: str = "default") -> list[tuple[str, str]]:
    """Return (trigger, table) of every trigger of ours that stands in the database."""
    with connections[using].cursor() as cursor:
        if connections[using].vendor == "sqlite":
            cursor.execute(
                "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'keep|_%' ESCAPE '|' ORDER BY name"
            )
        else:
            cursor.execute(
                "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
                " WHERE NOT tgisinternal AND tgname LIKE 'keep|_%' ESCAPE '|' ORDER BY tgname"
            )
        return [(name, table) for name, table in cursor.fetchall()]


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)  # without parameters: the % of a trigger's body is its own


def _rules_with_tables(connection: BaseDatabaseWrapper) -> Iterator[Rule]:
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    return (rule for rule in rules() if rule.table in tables)


def _drop(connection: BaseDatabaseWrapper, name: str, table: str) -> str:
    return f'DROP TRIGGER IF EXISTS "{name}"' if connection.vendor == "sqlite" else f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"'


def _triggers(connection: BaseDatabaseWrapper, rule: Rule) -> list[str]:
    return _on_sqlite(connection, rule) if connection.vendor == "sqlite" else _on_postgresql(connection, rule)


def _on_sqlite(connection: BaseDatabaseWrapper, rule: Rule) -> list[str]:
    """Refuse update, delete, and an insert over a row that stands: REPLACE INTO walks round a delete trigger."""
    over = " OR ".join(
        f'EXISTS (SELECT 1 FROM "{rule.table}" AS there WHERE {_same(columns)} AND {rule.held.format(row="there")}%s)'
        for columns in _unique_columns(rule.model)
    )
    key = rule.model._meta.pk.column
    conditions = {
        "update": f"({rule.changed(connection)}) OR " + over.replace("%s", f' AND there."{key}" <> OLD."{key}"'),
        "insert": over.replace("%s", ""),
    }
    if not rule.column:
        conditions["delete"] = rule.held.format(row="OLD")
    statements = []
    for act, condition in conditions.items():
        name = f"keep_{rule.table}_{act}"
        statements += [
            f'DROP TRIGGER IF EXISTS "{name}"',
            f'CREATE TRIGGER "{name}" BEFORE {act.upper()} ON "{rule.table}" FOR EACH ROW WHEN {condition}'
            f" BEGIN SELECT RAISE(ABORT, '{_refusal(rule)}'); END",
        ]
    return statements


def _on_postgresql(connection: BaseDatabaseWrapper, rule: Rule) -> list[str]:
    """Refuse update, delete and truncate, also for a session that calls itself a replica (ENABLE ALWAYS)."""
    table, name = rule.table, f"keep_{rule.table}"
    raises = f"RAISE EXCEPTION '{_refusal(rule)}' USING ERRCODE = 'integrity_constraint_violation';"
    acts = "UPDATE" if rule.column else "UPDATE OR DELETE"
    # The child's table may not be read in WHEN, so the question stands in the function.
    gone = "" if rule.column else f"IF TG_OP = 'DELETE' THEN IF {rule.held.format(row='OLD')} THEN {raises} END IF; RETURN OLD; END IF;"
    statements = [
        f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {gone}'
        f" IF {rule.changed(connection)} THEN {raises} END IF; RETURN NEW; END $$",
        f'CREATE OR REPLACE TRIGGER "{name}_row" BEFORE {acts} ON "{table}" FOR EACH ROW EXECUTE FUNCTION "{name}"()',
        f'ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER "{name}_row"',
    ]
    if not rule.column:
        statements += [
            'CREATE OR REPLACE FUNCTION "keep_whole_table"() RETURNS trigger LANGUAGE plpgsql AS'
            f" $$ BEGIN {raises.replace(table, 'This table')} END $$",
            f'CREATE OR REPLACE TRIGGER "{name}_all" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION "keep_whole_table"()',
            f'ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER "{name}_all"',
        ]
    if rule.model._meta.label in APPEND_ONLY:
        statements.append(keep_from_all_but_the_owner(table))
    return statements


def keep_from_all_but_the_owner(table: str) -> str:
    """Return SQL that takes from every role but the owner the right to change rows, which default privileges gave with the table."""
    return (
        "DO $$ DECLARE role name; BEGIN FOR role IN SELECT DISTINCT rolname FROM pg_class, aclexplode(relacl), pg_roles"
        f" WHERE pg_class.oid = to_regclass('{table}') AND pg_roles.oid = grantee AND grantee <> relowner"
        " AND privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE')"
        f" LOOP EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM %I', role); END LOOP; END $$"
    )


def table_of(label: str) -> str:
    """Return a model's table."""
    return str(apps.get_model(label)._meta.db_table)


def _refusal(rule: Rule) -> str:
    return f"{rule.table} keeps its {rule.column}" if rule.column else f"{rule.table} keeps what was written"


def _same(columns: tuple[str, ...]) -> str:
    return " AND ".join(f'there."{column}" = NEW."{column}"' for column in columns)


def _unique_columns(model: type[models.Model]) -> list[tuple[str, ...]]:
    """Return the columns that tell rows apart: key, unique columns, unique sets. Sets with a condition are left out."""
    meta = model._meta
    names: list[tuple[str, ...]] = [(field.name,) for field in meta.concrete_fields if field.primary_key or field.unique]
    names += [tuple(constraint.fields) for constraint in meta.total_unique_constraints]
    return [tuple(_column(model, name) for name in together) for together in names if together]


def _column(model: type[models.Model], name: str) -> str:
    return str(model._meta.get_field(name).column)  # type: ignore[union-attr]  # a concrete field of a unique set has one
