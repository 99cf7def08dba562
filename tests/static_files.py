"""The static files of the service, looked up once for a process of tests."""

from typing import ClassVar

from whitenoise.base import Redirect, StaticFile
from whitenoise.middleware import WhiteNoiseMiddleware


class OnceListed(WhiteNoiseMiddleware):
    """What the service has, whose list of files is made once and not for each client of a test.

    Every client loads the middleware anew; a hundred files would be looked up for each of them.
    """

    kept: ClassVar[dict[str, dict[str, StaticFile | Redirect]]] = {}

    def add_files_from_finders(self) -> None:
        """The files of the first who asked, at the same address."""
        if self.static_prefix not in self.kept:
            super().add_files_from_finders()
            self.kept[self.static_prefix] = dict(self.files)
        self.files.update(self.kept[self.static_prefix])
