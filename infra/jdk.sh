#!/bin/sh
# Prints the home of a JDK 25, or says in one line what is missing.
# Used by the Makefile and by ./kong-lightstep; JAVA_HOME wins if it is one.

is_jdk25() {
  [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25' "$1/release" 2>/dev/null
}

on_path=$(command -v javac 2>/dev/null) && on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")

for home in "$JAVA_HOME" "$on_path" /usr/lib/jvm/*25* /usr/java/*25* /opt/java/* /opt/*jdk*25* \
    "$HOME"/.sdkman/candidates/java/25* "$HOME"/.jdks/*25* \
    /Library/Java/JavaVirtualMachines/*25*/Contents/Home /opt/homebrew/opt/openjdk@25; do
  if [ -n "$home" ] && is_jdk25 "$home"; then
    echo "$home"
    exit 0
  fi
done

echo "kong-lightstep: no JDK 25 found; install one (for instance Temurin 25) or set JAVA_HOME to it" >&2
exit 1
