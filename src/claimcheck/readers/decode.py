"""Bytes -> text: UTF-8 and what is certain; everything else is refused with the remedy."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from claimcheck.errors import ReadError

LIMIT = 50_000_000
"""The most bytes of one article."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FORMATS = (
    (b"%PDF-", "a PDF file", "convert it, for example: pdftotext FILE"),
    (b"PK\x03\x04", "a ZIP archive", "unpack it; a Word file needs the suffix .docx"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or encrypted Office file", "save it as .docx without a password"),
    (b"{\\rtf", "an RTF file", "save it as .docx or plain text"),
    (b"\x89PNG", "a PNG image", "give the text of the article"),
    (b"\xff\xd8\xff", "a JPEG image", "give the text of the article"),
    (b"GIF8", "a GIF image", "give the text of the article"),
    (b"\x1f\x8b", "a gzip file", "unpack it"),
    (b"BZh", "a bzip2 file", "unpack it"),
    (b"\xfd7zXZ", "an xz file", "unpack it"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.02
_SAMPLE = 65_536
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_LETTERS_SIDE_BY_SIDE = re.compile(rb"[\xc0-\xff]{2}")
_HIGH = re.compile(rb"[\x80-\xff]")
_MOST_HIGH = 0.1
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,30})"""
    rb"""|<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,30})""",
    re.IGNORECASE,
)
_WEB_NAMES = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "gb2312": "gb18030"}
_GUESSES = ("gb18030", "shift_jis", "big5", "euc_kr", "cp1251")


class Decoded(NamedTuple):
    """A text, and how its bytes were: `mark` is the byte order mark before it."""

    text: str
    encoding: str = "utf-8"
    mark: bytes = b""


def decode(data: bytes, *, path: str) -> str:
    """The text of `data` without its byte order mark; line ends stay as they are.

    UTF-8, UTF-16 and UTF-32 are read, what a web page declares, and Windows-1252 where the bytes can hardly be else.
    Raises ReadError for an empty file, one too large, a binary one and an encoding that is not certain.
    """
    return decoded(data, path=path).text


def decoded(data: bytes, *, path: str) -> Decoded:
    """What `decode` gives, with what is needed to write it as it was."""
    check_size(len(data), path=path)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(Decoded(_decoded(data[len(mark) :], encoding, path), encoding, mark), path)
    for magic, name, remedy in _FORMATS:
        if data.startswith(magic):
            raise ReadError(f"not a text but {name}", where=path, remedy=remedy.replace("FILE", path))
    sample = data[:_SAMPLE]
    if b"\x00" in sample and (wide := _utf16_without_mark(sample)):
        return _checked(Decoded(_decoded(data, wide, path), wide), path)
    if b"\x00" in data or len(_CONTROLS.findall(sample)) > _MOST_CONTROLS * len(sample):
        raise ReadError("not a text: it holds binary data", where=path, remedy="give the text of the article")
    try:
        return _checked(Decoded(data.decode("utf-8")), path)
    except UnicodeDecodeError as error:
        return _checked(_legacy(data, error, path), path)


def check_size(size: int, *, path: str) -> None:
    """Raise ReadError for more bytes than an article can have."""
    if size > LIMIT:
        raise ReadError(
            f"too large: {size / 1e6:.0f} MB, the limit is {LIMIT / 1e6:.0f} MB",
            where=path,
            remedy="split it; many articles go into one .jsonl file, one a line",
        )


def _checked(read: Decoded, path: str) -> Decoded:
    if not read.text or read.text.isspace():
        raise ReadError("empty", where=path, remedy="give a file with the text of an article")
    return read


def _decoded(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(f"broken {encoding.upper()}: {error.reason} at byte {error.start}", where=path, remedy="save it as UTF-8") from error


def _utf16_without_mark(sample: bytes) -> str | None:
    """The byte order of UTF-16 text mostly in Latin letters: every second byte is zero."""
    half = len(sample) // 2
    for encoding, zeros, others in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        if zeros.count(0) > 0.7 * half and others.count(0) == 0:
            return encoding
    return None


def _legacy(data: bytes, error: UnicodeDecodeError, path: str) -> Decoded:
    """Text that is not UTF-8, in the encoding it declares or certainly has."""
    declared = _declared(data)
    for encoding in filter(None, (declared, "cp1252" if _is_western(data) else None)):
        try:
            return Decoded(data.decode(encoding), encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    guess = next((name for name in _GUESSES if _reads_as(data, name)), None)
    looks = f"; it may be {guess.upper()}" if guess else ""
    raise ReadError(
        f"not UTF-8: byte 0x{data[error.start]:02x} at offset {error.start}{looks}",
        where=path,
        remedy=f"convert it, for example: iconv -f {(guess or 'WINDOWS-1252').upper()} -t UTF-8 {path}",
    )


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data, 0, 4096)
    name = (match[1] or match[2]).decode("ascii").lower() if match else None
    return None if name in (None, "utf-8", "utf8") else _WEB_NAMES.get(name or "", name)


def _is_western(data: bytes) -> bool:
    """Whether bytes above 0x7f are as few and scattered as the quotation marks and accents of Windows-1252."""
    if _MULTIBYTE.search(data) or _LETTERS_SIDE_BY_SIDE.search(data):
        return False
    return len(_HIGH.findall(data)) <= _MOST_HIGH * len(data)


def _reads_as(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
