"""The Parquet set beside the database: every window's approved figures, added up in process (house rule of roll-up).

`touch` is called inside the transaction that approves; `ask` answers from base files and the rows changed since.
"""
