"""The service's own settings with one more application, whose tasks the tests kill."""

from biaozhun.cloud.config.settings import *  # noqa: F403  -- all of them

INSTALLED_APPS += ["tests.concurrency.sleeping"]  # noqa: F405  -- theirs
