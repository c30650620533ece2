"""与えられたサーバー: a server named in the environment takes the place of an embedded one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from fujisawa_care.local import services
from fujisawa_care.local.crew import Crew, Sorry


def environment(
    crew: Crew, home: Path, given: Mapping[str, str], *, durable: bool
) -> dict[str, str]:
    """The addresses of both servers; what `given` does not name is started below `home`."""
    if "DATABASE_URL" in given:
        database = _given_database(given)
    else:
        database = services.postgresql(crew, home, durable=durable)
    return {
        "DATABASE_OWNER_URL": database.owner_url,
        "DATABASE_URL": database.app_url,
        "REDIS_URL": given.get("REDIS_URL") or services.valkey(crew),
    }


def _given_database(given: Mapping[str, str]) -> services.Database:
    """Two roles as they were given, or one that owns and steps down to be the application."""
    application = given["DATABASE_URL"]
    owner = given.get("DATABASE_OWNER_URL") or application
    if owner != application:
        return services.Database(owner, application)
    role = given.get("DATABASE_APP_ROLE", services.APPLICATION)
    try:
        with psycopg.connect(owner, autocommit=True, connect_timeout=5) as connection:
            _lend_role(connection, role)
    except psycopg.OperationalError as error:
        raise Sorry(f"DATABASE_URL につながりません（{str(error).strip()}）。") from error
    except psycopg.errors.InsufficientPrivilege as error:
        raise Sorry(
            f"DATABASE_URL の役割は「{role}」を使えません。表をもたない役割を DATABASE_URL に、"
            "所有者を DATABASE_OWNER_URL に入れてください。"
        ) from error
    return services.Database(owner, _stepping_down(owner, role))


def _lend_role(connection: psycopg.Connection, role: str) -> None:
    name = sql.Identifier(role)
    if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
        connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(name))
    query = "SELECT pg_has_role(current_user, %s, 'SET')"
    if connection.execute(query, [role]).fetchone() != (True,):
        connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(name))


def _stepping_down(url: str, role: str) -> str:
    """The same address, where every session begins by giving up the owner's rights."""
    parts = urlsplit(url)
    extra = urlencode({"options": f"-c role={role}"}).replace("+", "%20")
    return urlunsplit(parts._replace(query="&".join(filter(None, [parts.query, extra]))))
