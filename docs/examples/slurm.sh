#!/bin/bash
# Repairs a corpus on Slurm, as an array of tasks that each do a part of its files.
#
#   CORPUS=/data/shards OUT=/data/clean sbatch --array=0-15 slurm.sh
#
# Every finished file is noted in $OUT/job, so that a task that is killed or out of
# time goes on where it was when it is started again, and so does the whole array:
# submit it once more, or a few of its tasks with --array=3,7 and PARTS=16.
# When all have ended: copydesk job $OUT/job $CORPUS
#SBATCH --job-name=copydesk
#SBATCH --cpus-per-task=1
#SBATCH --mem=512M
#SBATCH --time=08:00:00
#SBATCH --requeue
#SBATCH --open-mode=append
set -uo pipefail
: "${CORPUS:?is the folder of the shards}" "${OUT:?is the folder for the results}"
parts=${PARTS:-$((SLURM_ARRAY_TASK_MAX + 1))} # into which the corpus is parted; the array is numbered from 0

${COPYDESK:-copydesk} fix --shard "auto/$parts" --job "$OUT/job" --output-dir "$OUT/articles" \
  -j "${SLURM_CPUS_PER_TASK:-1}" --no-cache --exit-zero "$CORPUS"
status=$?

# A status above 128 is a signal: the memory was too small, the node went down, somebody killed it.
if [ "$status" -gt 128 ] && [ "${SLURM_RESTART_COUNT:-0}" -lt 5 ]; then
  scontrol requeue "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID"
fi
exit "$status" # 2: something could not be done, and is in $OUT/job/dead
