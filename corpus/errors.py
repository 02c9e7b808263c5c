"""What went wrong, said to a person: in goes the thing and what is the matter with it, out comes a message with the next step."""

from __future__ import annotations


class TiaowenError(Exception):
    """Base of every error that tiaowen raises on purpose: its text names the thing and the next step, for people to read."""


class CorpusError(TiaowenError):
    """The library cannot be opened, read or written, or does not hold what was asked for."""


class LockTimeoutError(TiaowenError):
    """Another process kept the library for longer than the caller was ready to wait."""
