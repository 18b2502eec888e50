"""What the tests share: the evaluation data, which is not part of the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says nothing on a shared machine. CI tries the same examples each time,
# so that a change is judged by what it changes; at home hypothesis goes on searching.
settings.register_profile("refkit", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("refkit")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of evaluation data beside the project; tests that need it skip without it."""
    path = ROOT.parent / "shared" / "data"
    if not path.is_dir():
        pytest.skip("the evaluation data is not beside the project")
    return path
