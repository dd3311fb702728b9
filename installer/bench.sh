#!/bin/sh
# Sets up what is missing, then measures. Arguments name benchmarks; without any, all run.
set -eu
cd "$(dirname "$0")/.."
. installer/environment.sh

prepare installer/requirements-dev.txt installer/requirements.txt

export QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}"

exec .venv/bin/python -m tests.benchmarks.run "$@"
