#!/usr/bin/env python3
"""Django's own command line, for developers; people use the `tuquan` command."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tuquan.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
