"""Exit codes of every verb: what a script that calls ``tiaowen`` can rely on."""

from __future__ import annotations

DONE = 0
"""Found, or done."""

NOTHING_FOUND = 1

ERROR = 2
"""An error in the call or the query, of the library, or in writing the answer."""

DONE_IN_PART = 3
"""Some of what was asked for was done; each refusal was named with its reason."""

INTERRUPTED = 130
"""128 + SIGINT, as shells have it."""
