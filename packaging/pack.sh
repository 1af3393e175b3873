#!/usr/bin/env bash
# Packs a release build, so that a release and a trial of it here are made alike.
#   packaging/pack.sh linux   NAME FOLDER OUT   tarball and .deb of FOLDER/wardroom
#   packaging/pack.sh macos   NAME FOLDER OUT   tarball
#   packaging/pack.sh windows NAME FOLDER OUT   zip of FOLDER/wardroom.exe and wardroom-window.exe
#   packaging/pack.sh installer NAME FOLDER OUT the per-user installer of the same (needs makensis)
#   packaging/pack.sh sums OUT                  checksums of all that lies in OUT
# NAME is the machine as it stands in a file's name: x86_64-linux, aarch64-macos, x86_64-windows.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
top=$(dirname "$here")
version=$(sed -n '/^\[workspace.package\]/,/^\[/s/^version = "\(.*\)"/\1/p' "$top/Cargo.toml")

what=$1
if [ "$what" = sums ]; then
  cd "$2"
  # What can be checked with `sha256sum --check SHA256SUMS`.
  # shellcheck disable=SC2094
  find . -maxdepth 1 -type f ! -name SHA256SUMS -printf '%f\n' | LC_ALL=C sort | xargs -d '\n' sha256sum >SHA256SUMS
  exit
fi
name=$2
folder=$3
mkdir -p "$4"
out=$(cd "$4" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
stem="wardroom-$version-$name"

papers() {
  cp "$top/README.md" "$top/CHANGELOG.md" "$1"
  cp "$top/LICENSE-MIT" "$1/LICENSE-MIT$2"
  cp "$top/LICENSE-APACHE" "$1/LICENSE-APACHE$2"
}

tarball() {
  mkdir "$work/$stem"
  install -m 755 "$folder/wardroom" "$work/$stem/wardroom"
  papers "$work/$stem" ""
  tar -C "$work" -czf "$out/$stem.tar.gz" "$stem"
}

icon() { # SIZE FILE
  # Debian and the runners name it `convert`, newer ones `magick`.
  "$(command -v magick || command -v convert)" -background none "$here/wardroom.svg" -resize "$1x$1" "$2"
}

windows() {
  install -m 755 "$folder/wardroom.exe" "$folder/wardroom-window.exe" "$1"
  papers "$1" .txt
}

case $what in
linux)
  tarball
  deb="$work/deb"
  share="$deb/usr/share"
  mkdir -p "$deb/DEBIAN" "$deb/usr/bin" "$share/applications" "$share/icons/hicolor/scalable/apps" "$share/doc/wardroom"
  install -m 755 "$folder/wardroom" "$deb/usr/bin/wardroom"
  install -m 644 "$here/linux/wardroom.desktop" "$share/applications/"
  install -m 644 "$here/wardroom.svg" "$share/icons/hicolor/scalable/apps/"
  cat "$top/LICENSE-MIT" "$top/LICENSE-APACHE" >"$share/doc/wardroom/copyright"
  architecture=amd64
  case $name in aarch64-*) architecture=arm64 ;; esac
  sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" \
    -e "s/@SIZE@/$(du -sk "$deb/usr" | cut -f1)/" "$here/linux/control" >"$deb/DEBIAN/control"
  dpkg-deb --root-owner-group --build "$deb" "$out/wardroom_${version}_$architecture.deb"
  ;;
macos) tarball ;;
windows)
  mkdir "$work/$stem"
  windows "$work/$stem"
  (cd "$work" && zip -qr "$out/$stem.zip" "$stem")
  ;;
installer)
  mkdir "$work/files"
  windows "$work/files"
  icon 256 "$work/files/wardroom.png"
  "$(command -v magick || command -v convert)" "$work/files/wardroom.png" -define icon:auto-resize=256,64,48,32,16 "$work/files/wardroom.ico"
  makensis -V2 "-DVERSION=$version" "-DFOLDER=$work/files" "-DOUT=$out/$stem-setup.exe" "$here/windows/wardroom.nsi"
  ;;
*)
  echo "packaging/pack.sh: there is no $what" >&2
  exit 2
  ;;
esac
