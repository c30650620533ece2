"""The cast of the cases, at the screen."""

from tests.cases.conftest import *  # noqa: F403
from tests.cases.pages.conftest import *  # noqa: F403
