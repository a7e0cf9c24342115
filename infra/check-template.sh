#!/bin/sh
# What AWS's own tools say about template.yaml: cfn-lint on the SAM template and the companions in
# infra/templates, the SAM translator's transform, and cfn-lint again on the result. Installs both
# into the folder given ($1).
cd "$(dirname "$0")/.." || exit 1
venv=$1
mkdir -p target

skip() {
  if [ "$CI" = true ]; then
    echo "template checks: FAILED, $1 (CI must run them)" >&2
    exit 1
  fi
  echo "template checks: skipped, $1" >&2
  exit 0
}

command -v python3 >/dev/null 2>&1 || skip "python3 is not installed"
if [ ! -f "$venv/installed" ]; then
  echo "installing cfn-lint and the SAM translator into $venv ..."
  python3 -m venv "$venv" || skip "python3 cannot make a virtual environment (python3-venv)"
  "$venv/bin/pip" install -q --disable-pip-version-check \
    cfn-lint==1.58.0 aws-sam-translator==1.115.0 || skip "pip cannot install cfn-lint"
  touch "$venv/installed"
fi

"$venv/bin/cfn-lint" template.yaml infra/templates/*.yaml || exit 1
"$venv/bin/python" infra/transform.py template.yaml target/template.cloudformation.json || exit 1
# Warnings there speak of what the translator writes, not of what we wrote.
"$venv/bin/cfn-lint" --ignore-checks W -- target/template.cloudformation.json || exit 1
echo "template checks: cfn-lint and the SAM transform passed"
