#!/bin/sh
# Installs the emulators of AWS that contract tests run against into the folder given ($1); the
# tests start and stop them. Where that cannot be done the tests are skipped; in CI that is a failure.
cd "$(dirname "$0")/.." || exit 1
folder=${1:?the folder to install into}
moto=5.2.5

skip() {
  if [ "$CI" = true ]; then
    echo "emulators: FAILED, $1 (CI must have them)" >&2
    exit 1
  fi
  echo "emulators: the contract tests on moto will be skipped, $1" >&2
  exit 0
}

if [ ! -f "$folder/moto-$moto" ]; then
  command -v python3 >/dev/null 2>&1 || skip "python3 is not installed"
  echo "installing moto $moto into $folder ..."
  rm -rf "$folder/moto"
  python3 -m venv "$folder/moto" || skip "python3 cannot make a virtual environment (python3-venv)"
  "$folder/moto/bin/pip" install -q --disable-pip-version-check "moto[server]==$moto" \
    || { rm -rf "$folder/moto"; skip "pip cannot install moto"; }
  touch "$folder/moto-$moto"
fi
