"""Settings of the tests: the installation's own, but on a data folder that is thrown away."""

import atexit
import os
import shutil
import tempfile

# Here and not in conftest: pytest-django reads the settings before any conftest is imported.
if "TUQUAN_DATA" not in os.environ:
    _data = tempfile.mkdtemp(prefix="tuquan-tests-")
    os.environ["TUQUAN_DATA"] = _data
    atexit.register(shutil.rmtree, _data, True)

from tuquan.config.settings import *  # noqa: F403
