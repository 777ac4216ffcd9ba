#!/usr/bin/env bash
# Make a virtual environment. Debian keeps what `python3 -m venv` needs in a package of its own; as root it is installed here.
set -euo pipefail
python=${PYTHON:-python3}
folder=$1
if ! "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))'; then
    echo "contraflow: found $("$python" --version); allowed: Python 3.11 to 3.13; do: make PYTHON=python3.11" >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
    else
        echo "contraflow: python3-venv is missing; do: sudo apt-get install python3-venv" >&2
        exit 1
    fi
fi
"$python" -m venv "$folder"
