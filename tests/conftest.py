"""What the tests share: their own caches, no network, and data that is no part of the project."""

from __future__ import annotations

import atexit
import itertools
import os
import shutil
import signal
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says nothing on a shared machine. CI tries the same examples each time,
# so that a change is judged by what it changes; at home hypothesis goes on searching.
settings.register_profile("refkit", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("refkit")

# No test reads or writes the cache of whoever runs it, nor does a process that a test starts. Set
# before the modules of tests are imported, for some copy the environment then.
_CACHES = tempfile.mkdtemp(prefix="refkit-caches-")
atexit.register(shutil.rmtree, _CACHES, ignore_errors=True)
os.environ["REFKIT_CACHE_DIR"] = str(Path(_CACHES, "shared"))

# No test reaches the network by mistake, nor does a process that it starts: where it does not say
# where the registries are, they refuse the connection.
NOBODY = "http://127.0.0.1:9"
for _registry in ("CROSSREF", "DATACITE", "DOI", "OPENLIBRARY", "PUBMED"):
    os.environ[f"REFKIT_{_registry}_URL"] = NOBODY
os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1,localhost"

# A shell that runs the tests in the background makes them deaf to Ctrl-C, for which some wait.
signal.signal(signal.SIGINT, signal.default_int_handler)

_numbers = itertools.count()

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of evaluation data beside the project; tests that need it skip without it."""
    path = ROOT.parent / "shared" / "data"
    if not path.is_dir():
        pytest.skip("the evaluation data is not beside the project")
    return path


@pytest.fixture(autouse=True)
def cache_folder(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of this test's own cache, not there yet: no test gets another's answers."""
    path = Path(_CACHES, str(next(_numbers)))
    monkeypatch.setenv("REFKIT_CACHE_DIR", str(path))
    return path
