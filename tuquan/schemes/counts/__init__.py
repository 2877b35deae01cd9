"""The indicators that the register answers by itself, with the records behind every number."""

from tuquan.schemes.counts.answers import COUNTED, Count, count, count_many, kept, source_key
from tuquan.schemes.counts.records import Record, records

__all__ = ["COUNTED", "Count", "Record", "count", "count_many", "kept", "records", "source_key"]
