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
from measure import figures, prototype_figures, thresholds  # noqa: E402
from student import PROJECTED, Student, encode, softmax  # noqa: E402
from teacher import embed  # noqa: E402
from vocabulary import vocabulary  # noqa: E402

OUT = data.ROOT / "models/text-encoder"
VERSION = "1"
EPOCHS = 30
CALIBRATION = 0.1
VOCABULARY_WEIGHT = 0.5
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

    best = minimize(loss, np.zeros(classes * (x.shape[1] + 1)), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    w = best.x.reshape(classes, -1)
    return w[:, :-1].T.astype(np.float32), w[:, -1].astype(np.float32)


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--cache", type=Path, default=Path(".cache/text-encoder"))
    options = arguments.parse_args()
    seed = options.seed

    phrases = data.split(data.own_phrases() + data.list_phrases(data.grammar_lists()), seed)
    made = data.sentences(phrases, seed, each=2)
    held_out = [p for p in made if p.held_out and p.own]
    known = [p for p in made if not p.held_out]
    texts = sorted({p.text.lower() for p in phrases if not p.held_out})
    calibrating = set(random.Random(seed + 2).sample(texts, round(len(texts) * CALIBRATION)))
    base = lambda p: p.text.lower() if p.template == "{}" else None
    # A sentence belongs where its phrase does.
    is_calibrating, current = [], False
    for p in known:
        if base(p) is not None:
            current = base(p) in calibrating
        is_calibrating.append(current)
    # Words of the lists only calibrate scenes: our own phrases have none.
    calibration = [p for p, own in zip(known, is_calibrating) if own and (p.own or p.scene not in (None, data.NONE))]
    training = [p for p, own in zip(known, is_calibrating) if not own]
    taken = {p.text.lower() for p in phrases}
    rest = [word for word in vocabulary() if word.lower() not in taken and units(word)]

    heads = {
        "style": [data.NONE, *sorted({p.style for p in phrases if p.style} - {data.NONE})],
        "mood": [data.NONE, *sorted({p.mood for p in phrases if p.mood} - {data.NONE})],
        "scene": [data.NONE, *sorted({p.scene for p in phrases if p.scene} - {data.NONE})],
    }
    print(f"{len(training)} sentences to train on, {len(calibration)} to calibrate, {len(held_out)} held out, {len(rest)} words of the vocabulary")

    joined = data.joined(training, seed, len(training) // 2)
    all_texts = [p.text for p in training] + rest
    raw = embed(all_texts, options.cache)
    mean, deviation = raw.mean(axis=0), raw.std(axis=0) + 1e-6
    normal = lambda rows: (rows - mean) / deviation
    x = normal(raw)

    count = len(training)
    targets, weights = {}, {}
    teacher = {}
    some = np.random.default_rng(seed).permutation(len(rest))[: count // 2] + count
    for head, classes in heads.items():
        labels = np.array([-1 if getattr(p, head) is None else classes.index(getattr(p, head)) for p in training])
        labelled = np.flatnonzero(labels >= 0)
        chosen = np.concatenate([labelled, some])
        hard = np.concatenate([labels[labelled], np.zeros(len(some), int)])
        weight = np.concatenate([np.ones(len(labelled)), np.full(len(some), NOISY_NONE)])
        teacher[head] = fit_head(x[chosen], hard, weight, len(classes))
        soft = softmax(x @ teacher[head][0] + teacher[head][1])
        target = soft.copy()
        target[labelled] = 0.9 * np.eye(len(classes), dtype=np.float32)[labels[labelled]] + 0.1 * soft[labelled]
        targets[head] = target.astype(np.float32)
        weights[head] = np.full(len(all_texts), VOCABULARY_WEIGHT, np.float32)
        weights[head][labelled] = 1
        print(f"teacher, {head}: {len(labelled)} labelled")

    _, _, axes = np.linalg.svd(x[:: max(1, len(x) // 8000)], full_matrices=False)
    projected = x @ axes[:PROJECTED].T
    projected = (projected / projected.std(axis=0)).astype(np.float32)

    for head, classes in heads.items():
        labels = [classes.index(getattr(p, head) or data.NONE) for p in joined]
        targets[head] = np.concatenate([targets[head], np.eye(len(classes), dtype=np.float32)[labels]])
        own = np.array([getattr(p, head) is not None for p in joined], np.float32)
        weights[head] = np.concatenate([weights[head], own])
    taught = np.concatenate([np.ones(len(all_texts)), np.zeros(len(joined))]).astype(np.float32)
    projected = np.concatenate([projected, np.zeros((len(joined), PROJECTED), np.float32)])
    all_texts += [p.text for p in joined]

    student = Student({head: len(classes) for head, classes in heads.items()}, seed)
    student.train(encode(all_texts), targets, weights, projected, taught, EPOCHS)
    rounded, scale = student.quantise()

    OUT.mkdir(exist_ok=True)
    file = OUT / "text-encoder.onnx"
    write_onnx(file, student, rounded, scale)
    check(file, student, [p.text for p in held_out[:200]])

    limits = thresholds(calibration, student.predict(encode([p.text for p in calibration])), heads)
    (OUT / "text-encoder.json").write_text(
        json.dumps(
            {
                "name": "fermata-text-encoder",
                "version": VERSION,
                "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
                "licence": "Apache-2.0",
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
    out_raw = normal(embed([p.text for p in some_held_out], options.cache))
    report = {
        "held out": figures(held_out, student.predict(encode([p.text for p in held_out])), heads, limits),
        "teacher with the same heads, a part of them": figures(
            some_held_out, {h: softmax(out_raw @ w + b) for h, (w, b) in teacher.items()}, heads, limits
        ),
        "nearest prototype of averaged words": prototype_figures(training, calibration, held_out, heads, options.cache),
    }
    print(json.dumps(report, indent=2, ensure_ascii=False))
    (options.cache / "report.json").write_text(json.dumps(report, indent=2, ensure_ascii=False))
    rows = [{k: v for k, v in vars(p).items() if v is not None} for p in held_out]
    (options.cache / "held-out.jsonl").write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows))


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
