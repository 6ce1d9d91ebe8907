"""Repairs a corpus of JSON Lines on Spark, by way of the filter.

    spark-submit --files copydesk spark_pipe.py hdfs:///shards/*.jsonl.gz hdfs:///clean

Each partition is piped through one process: a line out for each line in, in its order.
Where shards are files on a disk that all nodes see, --job and --shard are the better
way: they note what is done, and cost no pass of the lines through Spark.
"""
import sys

from pyspark import SparkFiles
from pyspark.sql import SparkSession

source, target = sys.argv[1:3]
spark = SparkSession.builder.appName("copydesk").getOrCreate()

# The findings go to descriptor 3, which is a file of the node here. Exit 2 says that some
# lines were no records: they came through as they were, which must not fail the partition.
# Any other status is a real failure, which Spark answers by starting the partition again.
filter_command = """bash -c '
  chmod +x ./copydesk 2>/dev/null
  ./copydesk fix --stdin-jsonl --isolated --no-cache --exit-zero -j 1 \\
    --output json-lines=/dev/fd/3 3>>"${COPYDESK_FINDINGS:-/dev/null}"
  status=$?
  [ $status -eq 2 ] && exit 0
  exit $status
'"""

(spark.sparkContext.textFile(source)
 .pipe(filter_command, checkCode=True)
 .saveAsTextFile(target, compressionCodecClass="org.apache.hadoop.io.compress.GzipCodec"))
