"""Of many who register the same at the same moment one succeeds, and the others read why not."""

import json
import subprocess
import sys
from pathlib import Path

from tests.processes import environment

OTHERS = 7  # of eight browsers


def test_one_form_is_taken_and_the_others_are_given_back(tmp_path: Path) -> None:
    """An organisation's name, an account's address, an address that signs up: no form fails."""
    script = Path(__file__).with_name("one_name_at_once.py")
    sent = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "data")],
        check=True,
        capture_output=True,
        env=environment(),
    )
    assert json.loads(sent.stdout) == {
        "/desk/organisations/add": [302] + [422] * OTHERS,
        "/desk/people/add": [302] + [422] * OTHERS,
        "/account/signup": [200] * OTHERS + [302],
    }
