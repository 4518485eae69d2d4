#!/bin/sh
# What continuous integration runs, on any host that has Python 3.11 or later: the content is checked, the site is built.
set -eu
cd "$(dirname "$0")"
python3 -m venv .cache/venv
.cache/venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
.cache/venv/bin/druzhba-kb --root {shell folder} check
.cache/venv/bin/druzhba-kb --root {shell folder} build
