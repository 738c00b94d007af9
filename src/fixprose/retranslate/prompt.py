"""The prompt: asks a model for the smallest repair of one paragraph."""

from __future__ import annotations

from fixprose.evidence.diagnosis import Diagnosis

VERSION = 1
_SYSTEM = (
    "You are a copy editor. The text was written in English, {channel}, and came out damaged:"
    " wrong senses of words, calques, mangled names and titles, lost quotation marks, wrong word"
    " order and prepositions. Repair the paragraph between the marks with the smallest changes"
    " that make it say what the original English must have said. Keep every fact, number, date,"
    " name and quotation. Do not add, drop, shorten, join or explain anything; do not improve"
    " style; leave alone what is not damaged. Answer with the repaired paragraph only, without"
    " the marks."
)
_LANGUAGES = {
    "fr": "French", "es": "Spanish", "de": "German", "it": "Italian", "pt": "Portuguese",
    "nl": "Dutch", "ru": "Russian", "zh": "Chinese", "ja": "Japanese", "ar": "Arabic",
    "hi": "Hindi", "tr": "Turkish", "no": "Norwegian", "da": "Danish", "sv": "Swedish",
}  # fmt: skip


def messages(
    block: str, before: str, after: str, diagnosis: Diagnosis, names: tuple[str, ...]
) -> list[dict[str, str]]:
    """Return the messages of a chat for one block with the blocks around it."""
    if diagnosis.pivot == "spin":
        channel = "went through software that replaces words by synonyms"
    elif diagnosis.pivot:
        language = _LANGUAGES.get(diagnosis.pivot, diagnosis.pivot)
        channel = f"was translated by machine into {language} and back"
    else:
        channel = "was translated by machine into another language and back"
    parts = []
    if names:
        parts.append("Names known to be right: " + "; ".join(names) + ".")
    if before:
        parts.append(f"The paragraph before (context only):\n{before}")
    if after:
        parts.append(f"The paragraph after (context only):\n{after}")
    parts.append(f"Repair this paragraph:\n<<<\n{block}\n>>>")
    return [
        {"role": "system", "content": _SYSTEM.format(channel=channel)},
        {"role": "user", "content": "\n\n".join(parts)},
    ]
