#!/bin/sh
# Prints a Python 3.13 if there is one, else whichever there is. LocalStack 4.14.0 says that 3.10 is
# enough, but its SQS is written for 3.12 and its S3 for 3.13.

is_new_enough() {
  "$1" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 13))' >/dev/null 2>&1
}

for python in python3.13 python3 "$HOME"/.pyenv/versions/3.13.*/bin/python3 \
    /usr/local/bin/python3.13 /opt/homebrew/bin/python3.13; do
  if is_new_enough "$python"; then
    echo "$python"
    exit 0
  fi
done

command -v python3
