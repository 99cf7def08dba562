"""The service's own settings, with a data folder of its own for each test process."""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="biaozhun-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["BIAOZHUN_DATA_DIR"] = _folder

from biaozhun.cloud.config.settings import *  # noqa: E402, F403  -- the folder comes first

API_RATE = 0  # a test of the limit sets one; all others may call as often as they like

# Tables come from an empty database that the migrations made once (tests/conftest.py).
DATABASES["default"]["TEST"] = {"MIGRATE": False}  # noqa: F405  -- of the service's settings

# The files that are served do not change while tests run.
_ONCE_LISTED = {"whitenoise.middleware.WhiteNoiseMiddleware": "tests.static_files.OnceListed"}
MIDDLEWARE = [_ONCE_LISTED.get(one, one) for one in MIDDLEWARE]  # noqa: F405  -- likewise

# A quarter of a second for each password that is set or asked for; commands have Django's own.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
