#!/bin/sh
# Installs the emulators of AWS that contract tests run against into the folder given ($1), each into
# an environment of its own; the tests start and stop them. Where that cannot be done the tests are
# skipped; in CI that is a failure.
cd "$(dirname "$0")/.." || exit 1
folder=${1:?the folder to install into}

# skip <emulator> <why>
skip() {
  rm -rf "${folder:?}/$1"
  if [ "$CI" = true ]; then
    echo "emulators: FAILED, $2 (CI must have them)" >&2
    exit 1
  fi
  echo "emulators: the contract tests on $1 will be skipped, $2" >&2
}

# install <python> <emulator> <version> <package> ...
install() {
  python=$1
  name=$2
  mark=$folder/$2-$3-$("${python:-false}" -c 'import sys; print("py%d.%d" % sys.version_info[:2])')
  shift 3
  if [ -f "$mark" ]; then
    return
  fi
  [ -n "$python" ] || { skip "$name" "python3 is not installed"; return; }
  echo "installing $(basename "$mark") into $folder ..."
  rm -rf "${folder:?}/$name" "$folder/$name"-*
  "$python" -m venv "$folder/$name" \
    || { skip "$name" "python3 cannot make a virtual environment (python3-venv)"; return; }
  "$folder/$name/bin/pip" install -q --disable-pip-version-check "$@" \
    || { skip "$name" "pip cannot install it"; return; }
  touch "$mark"
}

install "$(command -v python3)" moto 5.2.5 "moto[server]==5.2.5"
# The last version that needs no account. With newer cbor2, pyOpenSSL, cryptography and
# service_identity it does not start.
install "$(infra/python.sh)" localstack 4.14.0 "localstack-core[runtime]==4.14.0" "cbor2<5.8" \
  "pyopenssl==25.1.0" "cryptography<46" "service_identity<25"
