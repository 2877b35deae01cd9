"""One process of the program under waitress, as `tuquan serve` runs it, with the floor beside it: port and threads."""

import sys
from collections.abc import Callable, Iterable
from typing import Any

import waitress
from django.core.wsgi import get_wsgi_application

Start = Callable[..., Any]
program = get_wsgi_application()


def application(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """/muc-nen/KEY/: one UPDATE of a figure of that submission, and nothing else; anything else is the program."""
    path = environ["PATH_INFO"]
    if not path.startswith("/muc-nen/"):
        return program(environ, start)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE reporting_figure SET version = version + 1 WHERE id = "
            "(SELECT min(id) FROM reporting_figure WHERE submission_id = %s)",
            [int(path.split("/")[2])],
        )
    start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "2")])
    return [b"ok"]


if __name__ == "__main__":
    waitress.serve(application, host="127.0.0.1", port=int(sys.argv[1]), threads=int(sys.argv[2]), _quiet=True)
