"""Who hosts models: a small table, so that litellm need not be imported to list them.

Environment variables as litellm 1.110 reads them, examples from its own list; seen in November 2026. Any other provider
of litellm works too: its variable is taken to be NAME_API_KEY, as litellm's mostly are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Provider:
    """Who hosts models.

    Attributes:
        id: litellm's name for it.
        name: to show, with the country of its seat.
        variables: the environment variables that may hold its key, the first one to be told to people.
        examples: a few of its models, by names that stay valid for long.
    """

    id: str
    name: str
    variables: tuple[str, ...]
    examples: tuple[str, ...]


PROVIDERS: Final = (
    Provider("mistral", "Mistral AI (FR)", ("MISTRAL_API_KEY",), ("mistral-small-latest", "mistral-large-latest")),
    Provider(
        "scaleway",
        "Scaleway (FR)",
        ("SCW_SECRET_KEY",),
        ("mistralai/mistral-small-3.2-24b-instruct-2506", "openai/gpt-oss-120b"),
    ),
    Provider(
        "ovhcloud",
        "OVHcloud (FR)",
        ("OVHCLOUD_API_KEY",),
        ("Mistral-Small-3.2-24B-Instruct-2506", "gpt-oss-120b"),
    ),
    Provider("anthropic", "Anthropic (US)", ("ANTHROPIC_API_KEY",), ("claude-haiku-latest", "claude-sonnet-latest")),
    Provider("gemini", "Google Gemini (US)", ("GEMINI_API_KEY", "GOOGLE_API_KEY"), ("gemini-flash-latest",)),
    Provider("openai", "OpenAI (US)", ("OPENAI_API_KEY",), ("gpt-5-mini", "gpt-5")),
    Provider("groq", "Groq (US)", ("GROQ_API_KEY",), ("openai/gpt-oss-120b",)),
    Provider("openrouter", "OpenRouter (US)", ("OPENROUTER_API_KEY",), ("openai/gpt-5-mini",)),
    Provider("xai", "xAI (US)", ("XAI_API_KEY",), ("grok-latest",)),
    Provider("deepseek", "DeepSeek (CN)", ("DEEPSEEK_API_KEY",), ("deepseek-chat",)),
)


def provider_of(name: str) -> Provider | None:
    """Return the provider that litellm calls `name`, None where it is not in the table."""
    return next((provider for provider in PROVIDERS if provider.id == name), None)
