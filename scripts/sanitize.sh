#!/usr/bin/env bash
# Runs the tests of the kernel, the database and the actions under ThreadSanitizer, then under
# AddressSanitizer: `sanitize.sh [thread|address]`. Fails when a test fails or a sanitizer reports.
set -uo pipefail
cd "$(dirname "$0")/.."
export SWIFT_BACKTRACE=enable=no
export TSAN_OPTIONS="halt_on_error=0 exitcode=66 \
suppressions=$PWD/scripts/thread-sanitizer.suppressions ${TSAN_OPTIONS:-}"
export ASAN_OPTIONS="exitcode=66 ${ASAN_OPTIONS:-}"
export LSAN_OPTIONS="suppressions=$PWD/scripts/leak-sanitizer.suppressions ${LSAN_OPTIONS:-}"

tests='^(KernelTests|SQLTests|StorageTests|ActionsTests)\.'
passed=0
failed=0
for sanitizer in ${1:-thread address}; do
  build=".build-$sanitizer"
  log="$build/tests.log"
  mkdir -p "$build"
  if ! swift build --build-tests --scratch-path "$build" --sanitize "$sanitizer" \
    >"$build/build.log" 2>&1; then
    tail -20 "$build/build.log"
    echo "$sanitizer: the build failed; see $build/build.log"
    failed=$((failed + 1))
    continue
  fi
  timeout -k 30 3600 swift test --skip-build --scratch-path "$build" --sanitize "$sanitizer" \
    --filter "$tests" >"$log" 2>&1
  code=$?
  grep -E '^. Test run with|Executed [0-9]+ tests' "$log" | tail -3
  reports=$(grep -cE '(WARNING: ThreadSanitizer|ERROR: (AddressSanitizer|LeakSanitizer)):' "$log")
  echo "$sanitizer: $reports reports; see $log"
  if [ "$code" -eq 0 ] && [ "$reports" -eq 0 ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
  fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
