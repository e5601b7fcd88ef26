#!/usr/bin/env bash
# Installs what a fresh Debian machine with Swift lacks: `setup.sh build` for building and running,
# `setup.sh test` for the tests too, `setup.sh bench` for measuring. What is there already is left
# alone.
set -euo pipefail

build_packages=(
  libsqlite3-dev libpq-dev libsodium-dev libgd-dev libexif-dev libqrencode-dev libxlsxwriter-dev
  libzip-dev libexpat1-dev liblemon-dev libcurl4-openssl-dev libfido2-dev pkg-config)
test_packages=(chromium fonts-noto-cjk openssl postgresql python3-venv gdal-bin prometheus)
bench_packages=(postgresql python3 time wrk)
python_packages=(
  pytest==9.0.3 pillow==13.0.0 playwright axe-playwright-python openpyxl
  OWSLib==0.35.0 georeport==0.3.1 jsonschema==4.26.0 feedparser==6.0.14 icalendar==7.3.2 pyotp==2.12.1
  standardwebhooks==1.1.0 cloudevents==2.2.0 aiosmtpd==1.4.6
  openapi-spec-validator==0.9.0 schemathesis==4.32.5
  oidc-provider-mock==0.3.4 httpx opentelemetry-proto==1.39.1)

packages=("${build_packages[@]}")
case "${1:-build}" in
  test) packages+=("${test_packages[@]}") ;;
  bench) packages+=("${bench_packages[@]}") ;;
esac

missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  echo "Installing ${missing[*]}"
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
  # The tests start a server of their own; the package shall start none.
  "${as_root[@]}" mkdir -p /etc/postgresql-common
  if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    echo "create_main_cluster = false" |
      "${as_root[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
  fi
  "${as_root[@]}" apt-get update -qq -o DPkg::Lock::Timeout=900
  RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends \
    -o DPkg::Lock::Timeout=900 "${missing[@]}" >/dev/null
fi

# What was installed last stands in a file, so that a package more is noticed.
if [ "${1:-build}" = test ] && [ "$(cat .venv/packages 2>/dev/null)" != "${python_packages[*]}" ]; then
  echo "Setting up the browser tests and the clients of others"
  python3 -m venv .venv
  .venv/bin/pip install -q --disable-pip-version-check "${python_packages[@]}"
  echo "${python_packages[*]}" >.venv/packages
fi
