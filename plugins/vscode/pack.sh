#!/bin/sh
# Pack the extension: pack.sh [FOLDER], where dixit-VERSION.vsix is put (here). Needs npm and a network.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$(cd "${1-$here}" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/package.json" "$here/extension.js" "$here/README.md" "$here/../../LICENSE" "$work"
cd "$work"
npm install --omit=dev --no-audit --no-fund --no-package-lock --silent
npx --yes @vscode/vsce package --allow-missing-repository --out "$folder"
