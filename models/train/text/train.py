"""Trains the text encoder and writes models/text-encoder/text-encoder.onnx and .json. One core, about 10 minutes.

    pip install -r requirements.txt && python train.py [--seed 1] [--cache DIR]
"""
import argparse
import hashlib
import json
import os
import random
from pathlib import Path

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

import numpy as np  # noqa: E402
import onnxruntime  # noqa: E402
from scipy.optimize import minimize  # noqa: E402

import words as data  # noqa: E402
from export import write_onnx  # noqa: E402
from features import BUCKETS, MOST_FEATURES, MOST_WORDS, ids, units  # noqa: E402
from measure import figures, thresholds  # noqa: E402
from student import PROJECTED, Student, encode, softmax  # noqa: E402
from teacher import embed  # noqa: E402
from vocabulary import vocabulary  # noqa: E402

OUT = data.ROOT / "models/text-encoder"
VERSION = "1"
EPOCHS = 40
FOLDS = 3
VOCABULARY_WEIGHT = 1.0
"""How far a random word of the vocabulary is taken to say nothing, when the teacher's heads are fitted."""
NOISY_NONE = 0.3


def fit_head(x: np.ndarray, labels: np.ndarray, weights: np.ndarray, classes: int, l2: float = 3e-4) -> tuple:
    """Logistic regression by L-BFGS."""
    one_hot = np.eye(classes, dtype=np.float64)[labels]
    weights = weights / weights.sum()

    def loss(flat):
        w = flat.reshape(classes, -1)
        logits = x @ w[:, :-1].T + w[:, -1]
        logits -= logits.max(axis=1, keepdims=True)
        log = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
        d = weights[:, None] * (np.exp(log) - one_hot)
        grad = np.concatenate([d.T @ x + 2 * l2 * w[:, :-1], d.sum(axis=0)[:, None]], axis=1)
        return -(weights[:, None] * one_hot * log).sum() + l2 * (w[:, :-1] ** 2).sum(), grad.ravel()

    best = minimize(loss, np.zeros(classes * (x.shape[1] + 1)), jac=True, method="L-BFGS-B", options={"maxiter": 100})
    w = best.x.reshape(classes, -1)
    return w[:, :-1].T.astype(np.float32), w[:, -1].astype(np.float32)


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--cache", type=Path, default=Path(".cache/text-encoder"))
    options = arguments.parse_args()
    seed = options.seed

    lists = data.grammar_lists()
    known = data.own_phrases() + data.list_phrases(lists)
    phrases = data.split([p for p in known if units(p.text)], seed)
    made = data.sentences(phrases, seed, each=2)
    held_out = [p for p in made if p.held_out and p.own]
    training = [p for p in made if not p.held_out]
    taken = {p.text.lower() for p in phrases}
    rest = [word for word in vocabulary() if word.lower() not in taken and units(word)]
    heads = {head: [data.NONE, *sorted({getattr(p, head) for p in phrases} - {data.NONE, None})] for head in data.HEADS}
    print(f"{len(training)} sentences to train on, {len(held_out)} held out, {len(rest)} words of the vocabulary")

    teacher = Teacher(training, rest, heads, seed, options.cache)
    limits = thresholds(*unseen(training, rest, heads, teacher, seed), heads)
    student = taught_student(training, rest, heads, teacher, seed)
    rounded, scale = student.quantise()

    OUT.mkdir(exist_ok=True)
    file = OUT / "text-encoder.onnx"
    write_onnx(file, student, rounded, scale)
    check(file, student, [p.text for p in held_out[:200]])

    (OUT / "text-encoder.json").write_text(
        json.dumps(
            {
                "name": "fermata-text-encoder",
                "version": VERSION,
                "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
                "licence": "Apache-2.0",
                "wordListsSha256": hashlib.sha256(json.dumps(lists, sort_keys=True).encode()).hexdigest(),
                "buckets": BUCKETS,
                "mostWords": MOST_WORDS,
                "mostFeatures": MOST_FEATURES,
                "heads": {head: {"classes": classes, "limits": limits[head]} for head, classes in heads.items()},
            },
            indent=2,
        )
        + "\n"
    )
    examples = ["Blockhütte am See", "夜明けの戦場", "무거운 마음", "œuvre d'été", "Łąka 90", "ДЕНДИ и Ёлка", "İstanbul ışığı"]
    (OUT / "testing").mkdir(exist_ok=True)
    (OUT / "testing/features.json").write_text(
        json.dumps([{"text": text, "ids": ids(text)} for text in examples], ensure_ascii=False) + "\n"
    )
    some_held_out = random.Random(seed + 4).sample(held_out, 1500)
    predicted = student.predict(encode([p.text for p in held_out]))
    report = {
        "held out": figures(held_out, predicted, heads, limits),
        "without the guard": figures(held_out, predicted, heads, limits, guarded=False),
        "teacher with the same heads, a part of them": figures(
            some_held_out, teacher.predict([p.text for p in some_held_out]), heads, limits
        ),
    }
    print(json.dumps(report, indent=2, ensure_ascii=False))
    (options.cache / "report.json").write_text(json.dumps(report, indent=2, ensure_ascii=False))
    rows = [{k: v for k, v in vars(p).items() if v is not None} for p in held_out]
    (options.cache / "held-out.jsonl").write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows))


def unseen(training, rest, heads, teacher, seed: int) -> tuple[list[data.Phrase], dict]:
    """Our own sentences of the training, each with the answers of a student that has not seen its phrase."""
    fold = [int(FOLDS * data.share(seed + 2, own)) for own in bases(training)]
    phrases: list[data.Phrase] = []
    parts = []
    for each in range(FOLDS):
        student = taught_student([p for p, own in zip(training, fold) if own != each], rest, heads, teacher, seed)
        left_out = [p for p, own in zip(training, fold) if own == each and p.own]
        phrases += left_out
        parts.append(student.predict(encode([p.text for p in left_out])))
    return phrases, {head: np.concatenate([part[head] for part in parts]) for head in heads}


def bases(sentences: list[data.Phrase]) -> list[str]:
    """The phrase of each sentence, in lower case: a sentence belongs where its phrase does."""
    found, current = [], ""
    for p in sentences:
        if p.template == "{}":
            current = p.text.lower()
        found.append(current)
    return found


class Teacher:
    """Logistic heads on the teacher's embeddings."""

    def __init__(self, fitting, rest, heads, seed: int, cache: Path):
        self.cache = cache
        raw = embed([p.text for p in fitting] + rest, cache)
        self.mean, self.deviation = raw.mean(axis=0), raw.std(axis=0) + 1e-6
        x = (raw - self.mean) / self.deviation
        some = np.random.default_rng(seed).permutation(len(rest))[: len(fitting) // 2] + len(fitting)
        self.fitted = {}
        for head, classes in heads.items():
            labels = np.array([class_of(p, head, classes) for p in fitting])
            labelled = np.flatnonzero(labels >= 0)
            chosen = np.concatenate([labelled, some])
            hard = np.concatenate([labels[labelled], np.zeros(len(some), int)])
            weight = np.concatenate([np.ones(len(labelled)), np.full(len(some), NOISY_NONE)])
            self.fitted[head] = fit_head(x[chosen], hard, weight, len(classes))
            print(f"teacher, {head}: {len(labelled)} labelled", flush=True)
        _, _, axes = np.linalg.svd(x[:: max(1, len(x) // 8000)], full_matrices=False)
        self.axes = axes[:PROJECTED].T
        self.spread = (x @ self.axes).std(axis=0)

    def normal(self, texts: list[str]) -> np.ndarray:
        return (embed(texts, self.cache) - self.mean) / self.deviation

    def predict(self, texts: list[str]) -> dict:
        x = self.normal(texts)
        return {head: softmax(x @ w + b) for head, (w, b) in self.fitted.items()}

    def projected(self, texts: list[str]) -> np.ndarray:
        return (self.normal(texts) @ self.axes / self.spread).astype(np.float32)


def class_of(p: data.Phrase, head: str, classes: list[str]) -> int:
    """-1 where nothing is known."""
    label = getattr(p, head)
    return -1 if label is None else classes.index(label)


def taught_student(training, rest, heads, teacher: Teacher, seed: int) -> Student:
    joined = data.joined(training, seed, len(training) // 3)
    texts = [p.text for p in training] + rest
    soft = teacher.predict(texts)
    targets, weights = {}, {}
    for head, classes in heads.items():
        labels = np.array([class_of(p, head, classes) for p in training])
        labelled = np.flatnonzero(labels >= 0)
        one_hot = np.eye(len(classes), dtype=np.float32)
        target = soft[head].astype(np.float32)
        target[labelled] = 0.9 * one_hot[labels[labelled]] + 0.1 * target[labelled]
        weight = np.full(len(texts), VOCABULARY_WEIGHT, np.float32)
        weight[labelled] = 1
        own = np.array([class_of(p, head, classes) for p in joined])
        targets[head] = np.concatenate([target, one_hot[np.maximum(own, 0)]])
        weights[head] = np.concatenate([weight, (own >= 0).astype(np.float32)])
    taught = np.concatenate([np.ones(len(texts)), np.zeros(len(joined))]).astype(np.float32)
    projected = np.concatenate([teacher.projected(texts), np.zeros((len(joined), PROJECTED), np.float32)])
    student = Student({head: len(classes) for head, classes in heads.items()}, seed)
    student.train(encode(texts + [p.text for p in joined]), targets, weights, projected, taught, EPOCHS)
    return student


def check(file: Path, student: Student, texts: list[str]) -> None:
    """The ONNX file gives the student's figures."""
    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    wanted = student.predict(encode(texts))
    worst = 0.0
    for at, text in enumerate(texts):
        tensor = np.zeros((MOST_WORDS, MOST_FEATURES), np.int32)
        for row, word in enumerate(ids(text)):
            tensor[row, : len(word)] = word
        for head, rows in zip(student.heads, session.run(list(student.heads), {"ids": tensor})):
            worst = max(worst, float(np.abs(rows[0] - wanted[head][at]).max()))
    print(f"onnx against numpy: {worst:.2e}")
    assert worst < 1e-4


if __name__ == "__main__":
    main()
