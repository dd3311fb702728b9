#!/bin/sh
# Writes the lock files anew from pyproject.toml, for every system and Python that the project runs on. Needs uv.
# The lock files name versions and hashes, and no host: any mirror serves.
set -eu
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"

lock() {
    output=$1
    shift
    uv pip compile pyproject.toml --universal --generate-hashes --no-header --no-annotate --quiet --upgrade \
        --output-file "$output" "$@"
}

lock installer/requirements-dev.txt --extra build --extra dev
lock installer/requirements.txt --extra build --constraint installer/requirements-dev.txt
