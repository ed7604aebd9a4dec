#!/bin/sh
# Makes ./configure. Needs autoconf, automake, libtool, autopoint and autoconf-archive.
set -eu
cd "$(dirname "$0")"
mkdir -p m4 build-aux
exec autoreconf --force --install "$@"
