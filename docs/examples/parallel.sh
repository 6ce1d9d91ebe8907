#!/bin/bash
# Repairs a corpus with GNU parallel, on the cores of this machine or of several.
#
#   CORPUS=/data/shards OUT=/data/clean ./parallel.sh                       # this machine
#   CORPUS=/data/shards OUT=/data/clean ./parallel.sh --sshloginfile hosts  # machines that share /data
#
# Started again, it goes on where it was.
set -euo pipefail
: "${CORPUS:?is the folder of the shards}" "${OUT:?is the folder for the results}"
parts=${PARTS:-64} # more than there are cores, so that none waits long for the last

seq "$parts" | parallel --halt soon,fail=20% --retries 3 --env CORPUS --env OUT "$@" \
  "${COPYDESK:-copydesk}" fix --shard "{}/$parts" --job "$OUT/job" --output-dir "$OUT/articles" \
  -j 1 --no-cache --exit-zero "$CORPUS"
"${COPYDESK:-copydesk}" job --exit-zero "$OUT/job" "$CORPUS"
