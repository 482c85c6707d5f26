"""The student: hashed features, one row each; attention over words; a hidden layer; one softmax for each head."""
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from features import BUCKETS, ids

WIDTH = 32
HIDDEN = 96
PROJECTED = 64
FEATURE_DROPOUT = 0.3
RATE = 0.05
TEACHER_WEIGHT = 3.0


@dataclass
class Encoded:
    """Texts as words, and words as features: each word once."""

    words: sparse.csr_matrix
    of_text: list[np.ndarray]


def encode(texts: list[str]) -> Encoded:
    known: dict[tuple[int, ...], int] = {}
    of_text = []
    for text in texts:
        of_text.append(np.array([known.setdefault(tuple(word), len(known)) for word in ids(text)], np.int64))
    lengths = np.array([len(word) for word in known], np.int64)
    columns = np.concatenate([np.array(word, np.int64) for word in known])
    values = np.repeat(1 / lengths, lengths).astype(np.float32)
    rows = np.concatenate([[0], np.cumsum(lengths)])
    return Encoded(sparse.csr_matrix((values, columns, rows), shape=(len(known), BUCKETS)), of_text)


def softmax(x: np.ndarray) -> np.ndarray:
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


class Student:
    def __init__(self, heads: dict[str, int], seed: int):
        rng = np.random.default_rng(seed)
        normal = lambda *shape, scale: rng.normal(0, scale, shape).astype(np.float32)
        self.heads = heads
        self.p = {
            "table": normal(BUCKETS, WIDTH, scale=0.3),
            "attention": normal(WIDTH, scale=0.1),
            "hidden": normal(WIDTH, HIDDEN, scale=WIDTH**-0.5),
            "hidden_bias": np.zeros(HIDDEN, np.float32),
            "projection": normal(WIDTH, PROJECTED, scale=WIDTH**-0.5),
        }
        for name, classes in heads.items():
            self.p[name] = normal(HIDDEN, classes, scale=HIDDEN**-0.5)
            self.p[f"{name}_bias"] = np.zeros(classes, np.float32)
        self.p["table"][0] = 0
        self.squares = {name: np.full_like(value, 0.1) for name, value in self.p.items()}
        self.rng = rng

    def forward(self, x: sparse.csr_matrix, table: np.ndarray, starts: np.ndarray, owner: np.ndarray) -> dict:
        p = self.p
        h = x @ table
        s = h @ p["attention"]
        e = np.exp(s - np.maximum.reduceat(s, starts)[owner])
        alpha = e / np.add.reduceat(e, starts)[owner]
        z = np.add.reduceat(alpha[:, None] * h, starts, axis=0)
        pre = z @ p["hidden"] + p["hidden_bias"]
        hidden = np.maximum(pre, 0)
        out = {name: softmax(hidden @ p[name] + p[f"{name}_bias"]) for name in self.heads}
        return {"h": h, "alpha": alpha, "z": z, "pre": pre, "hidden": hidden, "out": out}

    def step(self, x, starts, owner, targets, weights, embedding, taught, rate: float) -> float:
        """One step of Adagrad; only the rows of the table that the batch has change."""
        p = self.p
        x = x.copy()
        x.data *= (self.rng.random(len(x.data)) >= FEATURE_DROPOUT) / (1 - FEATURE_DROPOUT)
        columns, local = np.unique(x.indices, return_inverse=True)
        x = sparse.csr_matrix((x.data, local, x.indptr), shape=(x.shape[0], len(columns)))
        f = self.forward(x, p["table"][columns], starts, owner)
        count = len(starts)
        grads = {}
        d_hidden = np.zeros_like(f["hidden"])
        loss = 0.0
        for name in self.heads:
            out = f["out"][name]
            loss -= float((weights[name][:, None] * targets[name] * np.log(out + 1e-9)).sum()) / count
            d = weights[name][:, None] * (out - targets[name]) / count
            grads[name] = f["hidden"].T @ d
            grads[f"{name}_bias"] = d.sum(axis=0)
            d_hidden += d @ p[name].T
        d_pre = d_hidden * (f["pre"] > 0)
        grads["hidden"] = f["z"].T @ d_pre
        grads["hidden_bias"] = d_pre.sum(axis=0)
        error = (f["z"] @ p["projection"] - embedding) * taught[:, None]
        loss += TEACHER_WEIGHT * float((error**2).mean())
        d_error = TEACHER_WEIGHT * 2 * error / error.size
        grads["projection"] = f["z"].T @ d_error
        d_z = d_pre @ p["hidden"].T + d_error @ p["projection"].T
        d_words = d_z[owner]
        d_alpha = (d_words * f["h"]).sum(axis=1)
        mean = np.add.reduceat(f["alpha"] * d_alpha, starts)[owner]
        d_s = f["alpha"] * (d_alpha - mean)
        grads["attention"] = f["h"].T @ d_s
        d_h = f["alpha"][:, None] * d_words + d_s[:, None] * p["attention"]
        d_table = x.T @ d_h
        for name, grad in grads.items():
            self.squares[name] += grad * grad
            p[name] -= rate * grad / np.sqrt(self.squares[name])
        squares = self.squares["table"]
        squares[columns] += d_table * d_table
        p["table"][columns] -= rate * d_table / np.sqrt(squares[columns])
        return loss

    def train(self, data: Encoded, targets, weights, embedding, taught, epochs: int, batch: int = 512, log=print) -> None:
        count = len(data.of_text)
        # A step per batch is divided by its size, so the start of Adagrad's sums is small as well.
        for value in self.squares.values():
            value.fill(1e-6)
        for epoch in range(epochs):
            order = self.rng.permutation(count)
            rate = RATE * (1 - epoch / epochs) + 0.002
            losses = []
            for at in range(0, count, batch):
                chosen = order[at : at + batch]
                x, starts, owner = rows_of(data, chosen)
                losses.append(
                    self.step(
                        x, starts, owner,
                        {name: t[chosen] for name, t in targets.items()},
                        {name: w[chosen] for name, w in weights.items()},
                        embedding[chosen], taught[chosen], rate,
                    )
                )
            log(f"epoch {epoch + 1}/{epochs}: loss {np.mean(losses):.4f}")

    def predict(self, data: Encoded, batch: int = 2048) -> dict[str, np.ndarray]:
        parts: dict[str, list[np.ndarray]] = {name: [] for name in self.heads}
        for at in range(0, len(data.of_text), batch):
            x, starts, owner = rows_of(data, np.arange(at, min(at + batch, len(data.of_text))))
            out = self.forward(x, self.p["table"], starts, owner)["out"]
            for name, rows in out.items():
                parts[name].append(rows)
        return {name: np.concatenate(rows) for name, rows in parts.items()}

    def quantise(self) -> tuple[np.ndarray, np.ndarray]:
        """The table in 8 bits, with one scale for each of its columns; the student goes on with the rounded one."""
        table = self.p["table"]
        most = np.minimum(np.abs(table).max(axis=0), 8 * table.std(axis=0))
        scale = (most / 127).astype(np.float32)
        rounded = np.clip(np.rint(table / scale), -127, 127).astype(np.int8)
        rounded[0] = 0
        self.p["table"] = rounded.astype(np.float32) * scale
        return rounded, scale


def rows_of(data: Encoded, chosen: np.ndarray):
    """Of these texts: the features of their words, where each text begins, and the text of each word."""
    lists = [data.of_text[i] for i in chosen]
    lengths = np.array([len(words) for words in lists])
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    return data.words[np.concatenate(lists)], starts, np.repeat(np.arange(len(lists)), lengths)
