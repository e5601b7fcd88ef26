#!/usr/bin/env bash
# Fuzzes what reads bytes from outside: `fuzz.sh [target] [seconds]`; every target where none is
# named. What is found lands in fuzzing/TARGET; nothing of it belongs into a commit as it is.
set -uo pipefail
cd "$(dirname "$0")/.."
export SWIFT_BACKTRACE=enable=no

target=${1:-}
seconds=${2:-60}
build=.build-fuzz
# Optimised, or the coverage is too slow to find much; debug, so that internal names are seen.
export LINLI_FUZZ=build
mkdir -p "$build"
if ! swift build --scratch-path "$build" --product Fuzz --sanitize fuzzer --sanitize address \
  -Xswiftc -O -Xcc -O1 >"$build/build.log" 2>&1; then
  grep 'error:' "$build/build.log" || tail -20 "$build/build.log"
  echo "The build failed; see $build/build.log"
  exit 1
fi

names=(Tests/FuzzTests/Corpus/*/)
if [ -n "$target" ]; then names=("Tests/FuzzTests/Corpus/$target/"); fi

passed=0
failed=0
for folder in "${names[@]}"; do
  name=$(basename "$folder")
  if [ ! -d "$folder" ]; then
    echo "There is no target $name. There is: $(ls Tests/FuzzTests/Corpus | tr '\n' ' ')"
    exit 1
  fi
  found="fuzzing/$name"
  mkdir -p "$found/corpus"
  # What libc and the runtime keep until the end is no leak of a parser.
  if LINLI_FUZZ=$name ASAN_OPTIONS=detect_leaks=${LEAKS:-1}:allocator_may_return_null=1 \
    timeout -k 10 $((seconds + 120)) "$build/debug/Fuzz" \
    -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -malloc_limit_mb=1024 \
    -max_len="${LENGTH:-8192}" -artifact_prefix="$found/" -print_final_stats=1 -verbosity=0 \
    "$found/corpus" "$folder" >"$found/log" 2>&1; then
    passed=$((passed + 1))
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$found/log")
    memory=$(sed -n 's/^stat::peak_rss_mb: *//p' "$found/log")
    echo "$name: ${runs:-?} inputs, nothing found, $memory MiB"
  else
    failed=$((failed + 1))
    echo "$name: found something; see $found/log"
    grep -m3 -E 'Broken:|ERROR:|Fatal error|SUMMARY' "$found/log"
  fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
