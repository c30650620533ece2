"""The database must be able to read Japanese, and must be able to say no to the application."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

OLDEST = 16

_LANGUAGE = """
    SELECT current_setting('server_version_num')::int / 10000, datctype, pg_encoding_to_char(encoding),
           lower('Ａ') = 'ａ' AND 'あ' ~ '^[[:alpha:]]$'
      FROM pg_database WHERE datname = current_database()
"""
_ROLE = """
    SELECT current_user, rolsuper OR rolbypassrls,
           (SELECT count(*) FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
             WHERE relkind IN ('r', 'p') AND relowner = pg_roles.oid AND nspname !~ '^(pg_|information_schema)')
      FROM pg_roles WHERE rolname = current_user
"""
_GRANTS = """
    GRANT USAGE ON SCHEMA public TO {role};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};
    REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}
"""


def language_fault(database: BaseDatabaseWrapper = connection) -> str:
    """Why this database cannot hold the register, whoever asks; empty when it can."""
    with database.cursor() as cursor:
        cursor.execute(_LANGUAGE)
        version, ctype, encoding, reads_japanese = cursor.fetchone()
    if version < OLDEST:
        return f"PostgreSQL {version} は古すぎます。{OLDEST} 以上にしてください。"
    if encoding != "UTF8":
        return f"データベースの文字コードが {encoding} です。UTF8 で作り直してください。"
    if ctype.upper() in {"C", "POSIX"} or not reads_japanese:
        return (
            f"データベースの LC_CTYPE が「{ctype}」なので、かなや全角の英字を見分けられません。"
            "LC_CTYPE を C.UTF-8 か ja_JP.UTF-8 にして作り直してください。"
        )
    return ""


def role_fault(database: BaseDatabaseWrapper = connection) -> str:
    """Why the role of this connection must not serve the application; empty when it may."""
    with database.cursor() as cursor:
        cursor.execute(_ROLE)
        role, unbound, owned = cursor.fetchone()
    if unbound:
        return (
            f"接続の役割「{role}」は特権をもつので、行ごとの閲覧制限がききません。"
            "特権のない役割を DATABASE_URL に入れてください。"
        )
    if owned:
        return (
            f"接続の役割「{role}」は表の所有者なので、行ごとの閲覧制限がききません。"
            "表をもたない役割を DATABASE_URL に、所有者は DATABASE_OWNER_URL に入れてください。"
        )
    return ""


def require_fit() -> None:
    """End this process with one sentence if its database will not do; keep no connection."""
    try:
        fault = language_fault() or role_fault()
    except DatabaseError as error:
        fault = f"データベースにつながりません（{str(error).strip().splitlines()[0]}）。"
    finally:
        connections.close_all()
    if fault:
        sys.exit(fault)


def check_language(
    *, app_configs: Any = None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """System check: `migrate` runs it before it writes anything."""
    faults = [language_fault(connections[alias]) for alias in databases or []]
    return [Error(fault, id="foundation.E001") for fault in faults if fault]


def grant_to_application(sender: AppConfig, using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """After a migration let the application's role read and write rows, and own nothing."""
    role = settings.DATABASE_APP_ROLE
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT current_user <> %s AND EXISTS (SELECT FROM pg_roles WHERE rolname = %s)",
            [role, role],
        )
        if not cursor.fetchone()[0]:
            return
        name = connections[using].ops.quote_name(role)
        cursor.execute(_GRANTS.format(role=name))
