"""Of many who register the same at the same moment one succeeds, and the others read why not."""

import json
import subprocess
import sys
from pathlib import Path

from tests.processes import environment

OTHERS = 7  # of eight browsers
FACTOR = "/account/second-factor"


def test_one_form_is_taken_and_the_others_are_given_back(tmp_path: Path) -> None:
    """A name, an address of an account, one that signs up, a second factor: no form fails."""
    script = Path(__file__).with_name("one_name_at_once.py")
    sent = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "data")],
        check=True,
        capture_output=True,
        env=environment(),
    )
    answers = json.loads(sent.stdout)
    turned_on = answers.pop(f"{FACTOR}/on")
    assert answers == {
        "/desk/organisations/add": ["302 /desk/organisations"] + ["422"] * OTHERS,
        "/desk/people/add": ["302 /desk/people/2"] + ["422"] * OTHERS,
        "/account/signup": ["200"] * OTHERS + ["302 /account"],
        f"{FACTOR}/codes/new": [f"302 {FACTOR}/codes"] * (OTHERS + 1),
    }
    assert turned_on.count(f"302 {FACTOR}/codes") == 1
    rest = set(turned_on) - {f"302 {FACTOR}/codes"}
    assert rest <= {f"302 {FACTOR}", f"302 {FACTOR}/off"}  # where it is on already
