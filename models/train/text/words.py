"""Labelled phrases and generated sentences in 13 languages, a third of both held out."""
import hashlib
import json
import random
import subprocess
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "tr", "ja", "zh", "ko")
HELD_OUT = 1 / 3
NONE = "none"
WISH = "wish"
HEADS = ("style", "mood", "energy", "instrument", "scene", "wish")


@dataclass(frozen=True)
class Phrase:
    """Of the heads that have no label, nothing is known."""

    text: str
    language: str
    style: str | None = None
    mood: str | None = None
    energy: str | None = None
    instrument: str | None = None
    scene: str | None = None
    wish: str | None = None
    own: bool = True
    topic: bool = False
    held_out: bool = False
    template: str = "{}"


def grammar_lists() -> dict:
    """The word lists of the grammar, as JSON."""
    program = ROOT / "music/interpret/words/print-word-lists.ts"
    command = ["node", "--conditions=source", "--disable-warning=ExperimentalWarning", str(program)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, cwd=ROOT).stdout)


def read_sections(name: str):
    """Yields section, language, phrase."""
    section = ""
    for line in (HERE / "words" / name).read_text().splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            section = line.strip("[]")
            continue
        language, _, rest = line.partition(":")
        for phrase in rest.split(";"):
            if phrase.strip():
                yield section, language, phrase.strip()


NOTHING = {head: NONE for head in HEADS}
"""A phrase of the kind: which heads know what it does not ask for."""
LABELS = {
    "style": {},
    "mood": {"style": NONE, "instrument": NONE, "scene": NONE},
    "energy": {"style": NONE, "instrument": NONE, "scene": NONE},
    "instrument": {"mood": NONE, "energy": NONE, "scene": NONE},
    "scene": {"instrument": NONE},
}


def wish_of(kind: str, name: str) -> dict[str, str]:
    return {**LABELS[kind], kind: name, "wish": WISH}


def own_phrases() -> list[Phrase]:
    phrases = []
    for kind in LABELS:
        for name, language, text in read_sections(f"{kind}s.txt" if kind != "energy" else "energy.txt"):
            for each in ("en", "de", "pl", "ja") if language == "xx" else (language,):
                phrases.append(Phrase(text, each, **wish_of(kind, name)))
    for _, language, text in read_sections("none.txt"):
        phrases.append(Phrase(text, language, **NOTHING, topic=True))
    for _, language, text in read_sections("not-music.txt"):
        phrases.append(Phrase(text, language, **NOTHING))
    return phrases


def list_phrases(lists: dict) -> list[Phrase]:
    phrases = [Phrase(each["word"], "en", **wish_of("style", each["style"]), own=False) for each in lists["styles"]]
    for each in lists["words"]:
        language, word, kind, name = each["language"], each["word"], each["kind"], each["name"]
        labels = {**NOTHING, "wish": None if kind == "plain" else NONE} if kind in ("plain", "notMusic") else wish_of(kind, name)
        phrases.append(Phrase(word, language, **labels, own=False))
    return phrases


def share(seed: int, text: str) -> float:
    """From 0 to 1, by the text alone: other phrases that come or go change nothing about this one."""
    digest = hashlib.sha256(f"{seed} {text.lower()}".encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


def split(phrases: list[Phrase], seed: int) -> list[Phrase]:
    """Holds out a third of the texts, whatever their language and label."""
    return [Phrase(**{**vars(p), "held_out": share(seed, p.text) < HELD_OUT}) for p in phrases]


def templates(seed: int) -> dict[tuple[str, bool], list[str]]:
    """By language and whether they are held out. The bare phrase is in both."""
    found: dict[tuple[str, bool], list[str]] = {}
    rng = random.Random(seed)
    for language in LANGUAGES:
        own = [text for _, lang, text in read_sections("templates.txt") if lang == language and text != "{}"]
        rng.shuffle(own)
        cut = max(1, round(len(own) * HELD_OUT))
        found[language, True] = own[:cut]
        found[language, False] = own[cut:]
    return found


def sentences(phrases: list[Phrase], seed: int, each: int) -> list[Phrase]:
    """Each phrase bare and in `each` templates. Held-out phrases get held-out templates and topics, and only they do."""
    by_language = templates(seed)
    noise = {
        (language, out): [p.text for p in phrases if p.topic and p.language == language and p.held_out == out]
        for language in LANGUAGES
        for out in (True, False)
    }
    made = []
    for phrase in phrases:
        made.append(phrase)
        if not phrase.own:
            continue
        rng = random.Random(f"{seed} {phrase.language} {phrase.text}")
        for template in rng.sample(by_language[phrase.language, phrase.held_out], k=min(each, len(by_language[phrase.language, phrase.held_out]))):
            topic = rng.choice(noise[phrase.language, phrase.held_out])
            text = template.replace("{noise}", topic).replace("{}", phrase.text)
            made.append(Phrase(**{**vars(phrase), "text": text, "template": template}))
    return made


def joined(training: list[Phrase], seed: int, count: int) -> list[Phrase]:
    """A phrase beside one or two that say nothing, in either order. Their labels are those of the phrase."""
    rng = random.Random(seed + 3)
    wishes: dict[str, list[Phrase]] = {}
    noise: dict[str, list[Phrase]] = {}
    for phrase in training:
        if phrase.own and phrase.template == "{}":
            (noise if phrase.topic else wishes).setdefault(phrase.language, []).append(phrase)
    made = []
    for _ in range(count):
        language = rng.choice(LANGUAGES)
        wish = rng.choice(wishes[language] + noise[language])
        texts = [wish.text, *(each.text for each in rng.sample(noise[language], rng.choice((1, 1, 2))))]
        rng.shuffle(texts)
        made.append(Phrase(**{**vars(wish), "text": " ".join(texts)}))
    return made
