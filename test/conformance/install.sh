#!/usr/bin/env bash
# Fetches the foreign judges into .conformance/ (git-ignored). Idempotent: a finished part is recognised by a
# stamp holding the hash of what defines it, so a changed pin reinstalls and an unchanged one costs nothing.
# A judge that cannot be installed stops the run here: none is skipped.
set -euo pipefail
cd "$(dirname "$0")/../.."
judges=test/conformance/judges
room=.conformance
mkdir -p "$room"

fail() {
  echo "conformance: $*" >&2
  exit 1
}

stamped() { # stamped NAME FILE...: true when part NAME was finished from exactly these files
  local stamp="$room/$1.stamp"
  shift
  [[ -f "$stamp" && "$(cat "$stamp")" == "$(cat "$@" | sha256sum)" ]]
}

stamp() {
  local name="$1"
  shift
  cat "$@" | sha256sum >"$room/$name.stamp"
}

# Debian's own judges: only the packages whose command is missing.
missing=()
command -v pdfsig >/dev/null || missing+=(poppler-utils)
command -v qpdf >/dev/null || missing+=(qpdf)
command -v mutool >/dev/null || missing+=(mupdf-tools)
command -v openssl >/dev/null || missing+=(openssl)
command -v faketime >/dev/null || missing+=(faketime)
if ((${#missing[@]})); then
  as_root=()
  if [[ $EUID -ne 0 ]]; then
    command -v sudo >/dev/null || fail "need root or sudo to install: ${missing[*]}"
    as_root=(sudo -n)
  fi
  export DEBIAN_FRONTEND=noninteractive
  "${as_root[@]}" apt-get update -qq </dev/null || fail "apt-get update failed (wanted: ${missing[*]})"
  "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null ||
    fail "apt-get could not install ${missing[*]}"
fi

# pyHanko and moto in a virtual environment of their own, and an older pyHanko in another.
python=$(command -v python3.11 || command -v python3) || fail "python3 is missing (wanted 3.11)"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail "$("$python" --version) is too old, wanted 3.11"
environment() { # environment FOLDER NAME: a virtual environment with the requirements of that name
  local folder="$room/$1" name="$2"
  if stamped "$name" "$judges/$name-requirements.txt" && "$folder/bin/python" -c '' 2>/dev/null; then return; fi
  rm -rf "$folder"
  "$python" -m venv "$folder" || fail "python -m venv failed (on Debian: apt-get install python3-venv)"
  "$folder/bin/python" -m pip install -q --no-input -r "$judges/$name-requirements.txt" </dev/null ||
    fail "pip could not install the pinned requirements of $name"
  stamp "$name" "$judges/$name-requirements.txt"
}
environment venv python
environment venv-ltv python-ltv

# EU DSS and veraPDF.
command -v java >/dev/null || fail "java is missing (wanted 17 or newer)"
command -v javac >/dev/null || fail "javac is missing (wanted a JDK, 17 or newer)"
if ! stamped java "$judges"/java/pom.xml; then
  command -v mvn >/dev/null || fail "mvn is missing"
  rm -rf "$room/java"
  mvn -B -q -f "$judges/java/pom.xml" dependency:copy-dependencies -DoutputDirectory="$PWD/$room/java" </dev/null ||
    fail "Maven could not fetch EU DSS and veraPDF"
  stamp java "$judges"/java/pom.xml
fi
if ! stamped classes "$judges"/java/*; then
  rm -rf "$room/classes"
  javac -encoding UTF-8 -nowarn -cp "$room/java/*" -d "$room/classes" "$judges"/java/*.java || fail "the Java judges do not compile"
  stamp classes "$judges"/java/*
fi
echo "conformance: judges are in place ($(pdfsig -v 2>&1 | head -1), $(qpdf --version | head -1), $(openssl version | cut -d' ' -f1,2), \
pyHanko $("$room/venv/bin/python" -c 'from importlib.metadata import version as v; print(v("pyhanko"), "moto", v("moto"))'), \
$(cd "$room/java" && echo dss-pades-[0-9]*.jar validation-model-[0-9]*.jar))"
