"""Every question of `nation` on Spark SQL, over the very same Parquet files, with the same answers.

`SPARK/bin/python benchmarks/nation_spark.py FOLDER`, in an environment that has pyspark (479 MB, not among ours) and
Java; FOLDER is where `TUQUAN_NATION_DATA=FOLDER python -m benchmarks.nation` left its set.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any


def main() -> int:
    from pyspark.sql import SparkSession

    folder = Path(sys.argv[1])
    start = time.perf_counter()
    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.driver.memory", "2g")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    spark.read.parquet(str(folder / "tree.parquet")).cache().createOrReplaceTempView("tree")
    print(f"Spark {spark.version}, mở trong {time.perf_counter() - start:.1f} giây", flush=True)
    wrong = 0
    for one in json.loads((folder / "questions.json").read_text()):
        found, took = _asked(spark, one)
        same = found == [tuple(row) for row in one["answer"]]
        wrong += not same
        print(f"{took:8.0f} ms  {one['name']}: {'cùng đáp số' if same else 'KHÁC ĐÁP SỐ'}", flush=True)
    spark.stop()
    return wrong


def _asked(spark: Any, one: dict[str, Any]) -> tuple[list[tuple[Any, ...]], float]:
    """The rows, sorted, and the better of two runs in milliseconds."""
    times = []
    for _ in range(2):
        start = time.perf_counter()
        rows = [row for part in one["parts"] for row in _part(spark, part)]
        times.append((time.perf_counter() - start) * 1000)
    return sorted(rows), min(times)


def _part(spark: Any, part: dict[str, Any]) -> list[tuple[Any, ...]]:
    spark.read.parquet(*part["files"]).createOrReplaceTempView("facts")
    placed = ", ".join(f"({span}, {column}, {ground})" for span, column, ground in part["placed"])
    lines = ", ".join(map(str, part["lines"]))
    one_column = len({column for _, column, _ in part["placed"]}) == 1
    sql = f"""
SELECT {"0" if one_column else "w.col"} AS col, t.top, f.indicator, sum(f.value)
  FROM facts f JOIN (VALUES {placed}) AS w(span, col, ground) ON f.span = w.span
  JOIN tree t ON t.unit = f.unit AND t.ground = w.ground
 WHERE f.indicator IN ({lines}) AND {part["tops"]} GROUP BY 1, 2, 3"""
    return [tuple(row) for row in spark.sql(sql).collect()]


if __name__ == "__main__":
    sys.exit(main())
