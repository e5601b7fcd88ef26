#!/usr/bin/env bash
# Runs every test: Swift on the embedded engine, again on a PostgreSQL of its own what asks the
# database, the browser, and clients that others wrote; the last lines are the runners' own.
set -uo pipefail
cd "$(dirname "$0")/.."
export SWIFT_BACKTRACE=enable=no

swift build --build-tests ${LINLI_BUILD:-} || exit 1
swift test --skip-build "$@"
swift_code=$?

# Each of a thousand tests has a database of its own there: in memory, where there is room for it.
room=$(df --output=avail /dev/shm 2>/dev/null | tail -1)
[ "${room:-0}" -gt 4000000 ] && folder=/dev/shm || folder=/tmp
server=$(mktemp -d $folder/linli-postgres.XXXXXX)
trap 'scripts/postgres.sh stop "$server"; rm -rf "$server"' EXIT
scripts/postgres.sh start "$server" fsync=off synchronous_commit=off full_page_writes=off \
  max_connections=200 shared_buffers=256MB >/dev/null &&
  LINLI_TEST_POSTGRES=$server swift test --skip-build \
    --filter '^(SQLTests\.Postgres|StorageTests|ActionsTests|WebTests|APITests|CommandTests\.Moving)'
postgres_code=$?

# The walk through all pages takes as long as everything else: it goes beside it.
looks=$(mktemp /tmp/linli-looks.XXXXXX)
.venv/bin/pytest -q Tests/browser/test_accessibility.py >"$looks" 2>&1 &
walk=$!

.venv/bin/pytest -q Tests/browser --ignore=Tests/browser/test_accessibility.py
browser_code=$?

.venv/bin/pytest -q Tests/doors
doors_code=$?

wait $walk
walk_code=$?
cat "$looks"
rm -f "$looks"

[ $swift_code -eq 0 ] && [ $postgres_code -eq 0 ] && [ $browser_code -eq 0 ] &&
  [ $doors_code -eq 0 ] && [ $walk_code -eq 0 ]
