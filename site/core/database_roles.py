"""The two roles of a live council's PostgreSQL: the owner, who migrates, and the application, which is the web and the workers.

The application reads and writes rows. It makes no tables, takes down no trigger, and has no right at all to change or delete a row of a
table that keeps what was written: so neither a hole in the code nor a stolen password of the web edits the audit trail (decision 0009).
"""

import re

from django.db import connection

from core.append_only import APPEND_ONLY, keep_from_all_but_the_owner, table_of

# A page that hangs gives its place back. A worker's long work is many short statements.
SECONDS = {"statement_timeout": 30, "idle_in_transaction_session_timeout": 60}


def sql(*, owner: str, application: str) -> str:
    """Return what a superuser runs once, in the council's own database, before the first `migrate`; harmless to repeat.

    Both roles must exist. Tables that `migrate` makes later are open to the application by themselves; those that keep what was written
    are closed again by `migrate` itself. Raises ValueError for a name that would need quotes, or one role for both.
    """
    for name in (owner, application):
        if not re.fullmatch(r"[a-z_][a-z0-9_]{0,62}", name):
            raise ValueError(f"{name!r} is no plain name for a role: small letters, digits and _ only.")
    if owner == application:
        raise ValueError("The owner and the application must be two roles.")
    return "\n".join([*_rights(owner, application), *(keep_from_all_but_the_owner(table_of(label)) + ";" for label in APPEND_ONLY)])


def _rights(owner: str, application: str) -> list[str]:
    rows, numbers = "SELECT, INSERT, UPDATE, DELETE", "USAGE, SELECT"
    later = f"ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public"
    return [
        "REVOKE ALL ON SCHEMA public FROM PUBLIC;",
        f"GRANT ALL ON SCHEMA public TO {owner};",
        f"GRANT USAGE ON SCHEMA public TO {application};",
        f"{later} GRANT {rows} ON TABLES TO {application};",
        f"{later} GRANT {numbers} ON SEQUENCES TO {application};",
        f"GRANT {rows} ON ALL TABLES IN SCHEMA public TO {application};",
        f"GRANT {numbers} ON ALL SEQUENCES IN SCHEMA public TO {application};",
        *(f"ALTER ROLE {application} SET {name} = '{seconds}s';" for name, seconds in SECONDS.items()),
    ]


def could_edit_the_trail() -> bool:
    """Return whether the role we are connected as owns an append-only table, could become its owner, or may change its rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT bool_or(pg_has_role(relowner, 'MEMBER') OR has_table_privilege(pg_class.oid, 'UPDATE, DELETE, TRUNCATE'))"
            " FROM pg_class WHERE oid = ANY (SELECT to_regclass(name) FROM unnest(%s::text[]) AS name)",
            [[table_of(label) for label in APPEND_ONLY]],
        )
        return bool(cursor.fetchone()[0])
