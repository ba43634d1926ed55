"""The kinds of personal data that can be told apart."""

from __future__ import annotations

from typing import Literal

Kind = Literal["name", "address", "phone", "email", "bank", "security", "birth"]
"""A person's name or home address, telephone, e-mail address, account, social security number, or date of birth."""
