"""Text to hashed features. models/text-encoder/features.ts does the same; features.json holds common examples."""
import unicodedata

BUCKETS = 1 << 18
MOST_WORDS = 24
MOST_FEATURES = 40
LIGATURES = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "ı": "i", "đ": "d", "ß": "ss"}


def fold(text: str) -> str:
    """Case, accents and apostrophes do not count."""
    parts = unicodedata.normalize("NFD", text.lower())
    kept = "".join(c for c in parts if not 0x300 <= ord(c) <= 0x36F and c not in "'’")
    return "".join(LIGATURES.get(c, c) for c in unicodedata.normalize("NFC", kept))


def is_single(c: str) -> bool:
    """Of a script without gaps between words: Han, Hiragana, Katakana."""
    return 0x3040 <= ord(c) <= 0x30FF or 0x3400 <= ord(c) <= 0x4DBF or 0x4E00 <= ord(c) <= 0x9FFF or c == "々"


def units(text: str) -> list[list[str]]:
    """The features of each word; in scripts without gaps, of each character."""
    found: list[list[str]] = []
    word = ""
    run = ""

    def end_word() -> None:
        nonlocal word
        if word:
            marked = f"<{word}>"
            least = 2 if any(0xAC00 <= ord(c) <= 0xD7A3 for c in word) else 3
            grams = [f"w{word}"]
            for n in range(least, least + 3):
                grams += [marked[i : i + n] for i in range(len(marked) - n + 1)]
            found.append(grams[:MOST_FEATURES])
        word = ""

    def end_run() -> None:
        nonlocal run
        for i in range(len(run)):
            found.append([run[i : i + n] for n in range(1, 5) if i + n <= len(run)])
        run = ""

    for c in fold(text):
        if is_single(c):
            end_word()
            run += c
        elif unicodedata.category(c)[0] in "LM":
            end_run()
            word += c
        else:
            end_word()
            end_run()
    end_word()
    end_run()
    return found[:MOST_WORDS]


def bucket(feature: str) -> int:
    """FNV-1a, 32 bits. Bucket 0 is empty: it pads."""
    value = 0x811C9DC5
    for byte in feature.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return 1 + (value ^ value >> 15) % (BUCKETS - 1)


def ids(text: str) -> list[list[int]]:
    return [[bucket(feature) for feature in word] for word in units(text)]
