"""Thresholds and figures."""
from pathlib import Path

import numpy as np

from features import fold
from teacher import embed

CERTAIN_PRECISION = 0.9
LEAST = 0.5
# A likely style replaces only the fallback, and is told as not sure.
LIKELY_PRECISION = {"style": 0.7, "mood": 0.8, "scene": 0.8}


def thresholds(phrases, predicted, heads) -> dict:
    """For each head: from which probability on a class is certain, and from which it is likely."""
    found = {}
    for head, classes in heads.items():
        likely = [(p, *best(row, classes)) for p, row in zip(phrases, predicted[head]) if getattr(p, head) is not None]
        found[head] = {}
        for script in ("latin", "other"):
            own = [each for each in likely if script_of(each[0].text) == script]
            found[head][script] = {
                "certain": at_precision(own, head, CERTAIN_PRECISION),
                "likely": at_precision(own, head, LIKELY_PRECISION[head]),
            }
    return found


def script_of(text: str) -> str:
    """Other scripts have thresholds of their own: their words share fewer n-grams."""
    return "latin" if all(ord(c) < 0x250 for c in text if c.isalpha()) else "other"


def best(row: np.ndarray, classes: list[str]) -> tuple[str, float]:
    """The likeliest class but "none"; "none" if that is likelier than all others together."""
    at = 1 + int(row[1:].argmax())
    return classes[at], float(row[at])


def at_precision(likely, head: str, wanted: float) -> float:
    ordered = sorted(likely, key=lambda each: -each[2])
    right = 0
    # Without such a precision, never.
    limit = 1.0
    for count, (phrase, name, p) in enumerate(ordered, 1):
        right += getattr(phrase, head) == name
        if count >= 20 and right / count >= wanted:
            limit = p
    return round(max(LEAST, limit), 3)


def figures(phrases, predicted, heads, limits) -> dict:
    """Of wishes with a class: right, wrong, passed on. Of texts without one: how many get one all the same."""
    report = {}
    for head in ("style", "mood"):
        by_language: dict[str, list] = {}
        for phrase, row in zip(phrases, predicted[head]):
            label = getattr(phrase, head)
            if label is None:
                continue
            name, p = best(row, heads[head])
            given = name if p >= limits[head][script_of(phrase.text)]["likely"] else "none"
            for language in (phrase.language, "all"):
                by_language.setdefault(language, []).append((label, given, name))
        report[head] = {language: shares(rows) for language, rows in by_language.items()}
    return report


def shares(rows) -> dict:
    wishes = [row for row in rows if row[0] != "none"]
    others = [row for row in rows if row[0] == "none"]
    share = lambda part, whole: round(100 * part / max(1, whole), 1)
    return {
        "wishes": len(wishes),
        "right": share(sum(label == given for label, given, _ in wishes), len(wishes)),
        "wrong": share(sum(given not in (label, "none") for label, given, _ in wishes), len(wishes)),
        "right if forced": share(sum(label == name for label, _, name in wishes), len(wishes)),
        "others": len(others),
        "taken for a wish": share(sum(given != "none" for _, given, _ in others), len(others)),
    }


def averaged(phrases, cache: Path) -> np.ndarray:
    words = sorted({word for p in phrases for word in fold(p.text).split()})
    rows = dict(zip(words, embed(words, cache)))
    return np.array([np.mean([rows[word] for word in fold(p.text).split()], axis=0) for p in phrases])


def prototype_figures(training, calibration, held_out, heads, cache: Path) -> dict:
    """Nearest class prototype of averaged word vectors of the teacher, with thresholds of the same precision."""
    own = [p for p in training if p.own]
    x, y, z = (averaged(part, cache) for part in (own, calibration, held_out))
    mean = x.mean(axis=0)
    limits, predicted = {}, {}
    scores = {}
    for head in ("style", "mood"):
        classes = heads[head]
        rows = []
        for name in classes:
            mine = np.array([getattr(p, head) == name for p in own])
            row = (x[mine] - mean).mean(axis=0)
            rows.append(row / np.linalg.norm(row))
        def score(v):
            v = v - mean
            cos = v / (np.linalg.norm(v, axis=1, keepdims=True) + 1e-9) @ np.array(rows).T
            e = np.exp(12 * cos)
            return e / e.sum(axis=1, keepdims=True)
        scores[head] = score
        predicted[head] = score(z)
    limits = thresholds(calibration, {h: scores[h](y) for h in scores}, {h: heads[h] for h in scores})
    return figures(held_out, predicted, heads, limits)
