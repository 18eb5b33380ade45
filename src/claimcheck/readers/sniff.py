"""What the bytes of standard input, or of a file without suffix, look like; plain text where that is not clear."""

from __future__ import annotations

import re

_SAMPLE = 65_536
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_FRAGMENT = re.compile(rb"\s*<(?:article|main|section|div|p|h[1-6]|ul|ol|table)[\s>]", re.IGNORECASE)
_CLOSING = re.compile(rb"</(?:article|main|section|div|p|h[1-6]|ul|ol|table)>", re.IGNORECASE)
_JSON_RECORD = re.compile(rb"\s*\{\s*\"")
_FRONT_MATTER = re.compile(rb"---[ \t]*\r?\n\s*[A-Za-z_][\w-]*:\s")
_MARKDOWN = re.compile(
    rb"^(?:\#{1,6}[ ]\S|```|\|?[ ]*:?-{3,}:?[ ]*\|)|\[[^\]\n]{1,200}\]\([^()\s]{1,500}\)|\*\*[^\s*][^*\n]{0,200}\*\*",
    re.MULTILINE,
)
_BOM = b"\xef\xbb\xbf"


def sniff(data: bytes) -> str:
    """text | markdown | html | docx | jsonl."""
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    sample = data[:_SAMPLE].removeprefix(_BOM)
    if _HTML.match(sample) or (_FRAGMENT.match(sample) and _CLOSING.search(sample)):
        return "html"
    if _JSON_RECORD.match(sample) and b'"text"' in sample:
        return "jsonl"
    if _FRONT_MATTER.match(sample) or _MARKDOWN.search(sample):
        return "markdown"
    return "text"
