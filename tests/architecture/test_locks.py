"""The lock files agree with pyproject.toml and with each other, and name no host."""

from __future__ import annotations

import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.checkout import ROOT

_RUNTIME = "requirements.txt"
_DEVELOPMENT = "requirements-dev.txt"


def lock_text(file: str) -> str:
    return (ROOT / "installer" / file).read_text(encoding="utf-8")


def locked(file: str) -> dict[str, tuple[str, frozenset[str]]]:
    """Return the version and the hashes of each distribution in a lock file."""
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for line in lock_text(file).replace("\\\n", " ").splitlines():
        written, *hashes = line.split(" --hash=")
        requirement = Requirement(written)
        found[canonicalize_name(requirement.name)] = (str(requirement.specifier), frozenset(map(str.strip, hashes)))
    return found


def declared(*extras: str) -> dict[str, str]:
    """Return the versions that pyproject.toml asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = project["dependencies"] + [line for extra in extras for line in project["optional-dependencies"][extra]]
    return {canonicalize_name(asked.name): str(asked.specifier) for asked in map(Requirement, lines)}


@pytest.mark.parametrize(("file", "extras"), [(_RUNTIME, ("build",)), (_DEVELOPMENT, ("build", "dev"))])
def test_what_is_declared_is_locked(file: str, extras: tuple[str, ...]) -> None:
    versions = {name: version for name, (version, _) in locked(file).items()}
    assert declared(*extras).items() <= versions.items()


def test_what_builds_the_checkout_is_what_pip_would_build_it_with() -> None:
    build_system = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]
    required = {
        canonicalize_name(asked.name): str(asked.specifier) for asked in map(Requirement, build_system["requires"])
    }
    assert required.items() <= declared("build").items()


def test_a_developer_runs_what_an_office_runs() -> None:
    assert locked(_RUNTIME).items() <= locked(_DEVELOPMENT).items()


@pytest.mark.parametrize("file", [_RUNTIME, _DEVELOPMENT])
def test_every_distribution_is_hashed_and_no_host_named(file: str) -> None:
    assert [name for name, (_, hashes) in locked(file).items() if not hashes] == []
    assert "://" not in lock_text(file)
    assert "\n--" not in lock_text(file)
