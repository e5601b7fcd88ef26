#!/usr/bin/env bash
# Runs every test, Swift and browser; the last lines are the runners' own.
set -uo pipefail
cd "$(dirname "$0")/.."
export SWIFT_BACKTRACE=enable=no

swift build --build-tests || exit 1
swift test --skip-build "$@"
swift_code=$?

.venv/bin/pytest -q Tests/browser
browser_code=$?

[ $swift_code -eq 0 ] && [ $browser_code -eq 0 ]
