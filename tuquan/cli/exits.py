"""Exit codes; `tuquan --help` and docs/reference/cli.md name the same ones."""

DONE = 0
UNEXPECTED = 1
REFUSED = 2
WRONG_USAGE = 64
STOPPED = 130
