"""Thresholds and figures."""
import numpy as np

from words import NONE, WISH

CERTAIN_PRECISION = 0.9
LIKELY_PRECISION = 0.7
LEAST = 0.5
NEVER = 1.0
FEWEST = 15
# So many of the wishes pass the guard.
LIKELY_WISHES, CERTAIN_WISHES = 0.95, 0.8
# On held-out sentences these gain nothing in the chain (evaluate.ts), or at most half of their answers are right.
SILENT = {("instrument", "kana"), ("instrument", "hangul"), ("instrument", "han"), ("style", "hangul")}
SCRIPTS = (
    ("kana", 0x3040, 0x30FF),
    ("hangul", 0xAC00, 0xD7A3),
    ("han", 0x3400, 0x4DBF),
    ("han", 0x4E00, 0x9FFF),
    ("cyrillic", 0x400, 0x4FF),
    ("latin", 0, 0x24F),
)
"""A text is in the first of these scripts that it has a letter of."""


def script_of(text: str) -> str:
    """Each script has thresholds of its own: some have fewer sentences, and their words share fewer n-grams."""
    found = {next((name for name, least, most in SCRIPTS if least <= ord(c) <= most), "other") for c in text if c.isalpha()}
    return next((name for name in ("other", *(name for name, _, _ in SCRIPTS)) if name in found), "other")


def best(row: np.ndarray, classes: list[str]) -> tuple[str, float]:
    """The likeliest class but "none"."""
    at = 1 + int(row[1:].argmax())
    return classes[at], float(row[at])


def thresholds(phrases, predicted, heads) -> dict:
    """For each head and script: from which probability on a class is certain, and from which it is likely."""
    found: dict[str, dict] = {head: {} for head in heads}
    scripts = [script_of(p.text) for p in phrases]
    for script in dict.fromkeys(name for name, _, _ in SCRIPTS):
        at = [i for i, own in enumerate(scripts) if own == script]
        if not at:
            continue
        found["wish"][script] = guard_limits([(phrases[i].wish, float(predicted["wish"][i][1])) for i in at])
        for head, classes in heads.items():
            if head == "wish":
                continue
            own = [
                (getattr(phrases[i], head), *best(predicted[head][i], classes))
                for i in at
                if getattr(phrases[i], head) is not None and predicted["wish"][i][1] >= found["wish"][script]["likely"]
            ]
            found[head][script] = {
                "certain": at_precision(own, CERTAIN_PRECISION),
                "likely": at_precision(own, LIKELY_PRECISION),
            }
            if (head, script) in SILENT:
                found[head][script] = {"certain": NEVER, "likely": NEVER}
    return found


def guard_limits(rows: list[tuple[str, float]]) -> dict:
    wishes = np.sort([p for label, p in rows if label == WISH])[::-1]
    at = lambda share: round(float(wishes[int(share * len(wishes))]), 3)
    return {"certain": at(CERTAIN_WISHES), "likely": at(LIKELY_WISHES)}


def at_precision(rows: list[tuple[str, str, float]], wanted: float) -> float:
    """The lowest probability with such a precision; an error is added, as the rows are few."""
    right = 0
    limit = NEVER
    for count, (label, name, p) in enumerate(sorted(rows, key=lambda each: -each[2]), 1):
        right += label == name
        if count >= FEWEST and right / (count + 1) >= wanted:
            limit = p
    return round(max(LEAST, limit), 3)


def figures(phrases, predicted, heads, limits, guarded: bool = True) -> dict:
    """Of wishes with a class: right, wrong, passed on. Of texts without one: how many get one all the same."""
    report = {}
    for head in heads:
        by_language: dict[str, list] = {}
        for at, phrase in enumerate(phrases):
            label = getattr(phrase, head)
            limit = {each: own.get(script_of(phrase.text), {"likely": NEVER})["likely"] for each, own in limits.items()}
            if label is None:
                continue
            name, p = best(predicted[head][at], heads[head])
            passes = not guarded or "wish" not in predicted or predicted["wish"][at][1] >= limit["wish"]
            given = name if p >= limit[head] < NEVER and passes else NONE
            for language in (phrase.language, "all"):
                by_language.setdefault(language, []).append((label, given, name))
        report[head] = {language: shares(rows) for language, rows in by_language.items()}
    return report


def shares(rows) -> dict:
    wishes = [row for row in rows if row[0] != NONE]
    others = [row for row in rows if row[0] == NONE]
    share = lambda part, whole: round(100 * part / max(1, whole), 1)
    given = [row for row in rows if row[1] != NONE]
    return {
        "wishes": len(wishes),
        "right": share(sum(label == given for label, given, _ in wishes), len(wishes)),
        "wrong": share(sum(given not in (label, NONE) for label, given, _ in wishes), len(wishes)),
        "right if forced": share(sum(label == name for label, _, name in wishes), len(wishes)),
        "others": len(others),
        "taken for a wish": share(sum(given != NONE for _, given, _ in others), len(others)),
        "answers": len(given),
        "precision": share(sum(label == name for label, name, _ in given), len(given)),
    }
