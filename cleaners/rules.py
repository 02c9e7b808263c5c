"""The version of all cleaning and clause rules together: stored with everything derived, so that what older rules made is known."""

from __future__ import annotations

RULES_VERSION = "9"
"""Grows with every change of a rule that changes any page's result; ``tiaowen reclean`` makes again what has another one."""
