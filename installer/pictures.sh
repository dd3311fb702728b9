#!/bin/sh
# Makes the pictures of the user guide anew (docs/guide/pictures). Arguments name pictures; without any, all are made.
set -eu
cd "$(dirname "$0")/.."
. installer/environment.sh

prepare installer/requirements.txt

exec .venv/bin/python -m installer.make_pictures "$@"
