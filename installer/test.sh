#!/bin/sh
# Sets up what is missing, then runs every check; stops at the first that fails. Arguments go to pytest.
set -eu
cd "$(dirname "$0")/.."
. installer/environment.sh

prepare installer/requirements-dev.txt installer/requirements.txt

export QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}"

check() {
    say "== $*"
    tool=$1
    shift
    ".venv/bin/$tool" "$@" || fail "検査に通りませんでした：$tool"
}

check ruff check .
check ruff format --check .
check mypy --strict kyodo_desktop
check lint-imports --no-logo
check pytest -n auto "$@"
