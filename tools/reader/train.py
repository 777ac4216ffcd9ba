"""Teach the reader's model: python tools/reader/train.py DOCUMENTS BASE OUT [--judge SOURCE ...] [--rounds N].

DOCUMENTS is what gather.py wrote, BASE a folder with a small sentence encoder (all-MiniLM-L6-v2: model.safetensors) or a model
that this wrote before, which then learns on. With --judge these sources are not learned from and the model is scored on them;
without, it learns from all. Needs torch, which contraflow itself does not.
"""

import argparse
import json
import math
import random
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

LONGEST, LONGEST_SENTENCE = 224, 120  # tokens of a window, of a sentence in it
WIDTH, HEADS, WORDS = 384, 12, 30522
LEAST_SEEN = 6
SIGNED = {"level": 2.0, "change": 0.0}
SENSES = ("amount", "was", "share", "of", "up", "down")
MODALITIES = ("asserted", "hearsay", "expected", "conditional", "denied")
JUDGED_NUMBERS = {"amount": "amount", "was": "amount", "share": "share", "of": "ratio", "up": "ratio", "down": "ratio"}


def outcomes_of(code: dict[str, Any]) -> list[str]:
    """Return the outcomes that a code teaches: its kind, with the side of the scale and the step, or the code word."""
    start = f"{code['indicator']}|{code['kind']}"
    if code["kind"] in SIGNED and not code["code"] and code["value"] is not None:
        middle = SIGNED[code["kind"]]
        side = "up" if code["value"] > middle else "down" if code["value"] < middle else "same"
        return [f"{start}|{side}", f"{start}|{side}|{code['value']:g}"]
    if code["code"]:
        return [f"{start}|{code['code']}"]
    return [start]


class Block(nn.Module):
    """One layer of the encoder, as in BERT: attention, then a wide map, each added and normalised."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.wide, self.narrow = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the next layer of hidden states."""
        n, t, _ = x.shape
        q, k, v = (part(x).view(n, t, HEADS, WIDTH // HEADS).transpose(1, 2) for part in (self.query, self.key, self.value))
        scores = q @ k.transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + mask
        mixed = (self.drop(scores.softmax(-1)) @ v).transpose(1, 2).reshape(n, t, WIDTH)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.narrow(F.gelu(self.wide(x)))))


class Reader(nn.Module):
    """Encoder, then one look of every indicator at each sentence, and one of every number at itself."""

    def __init__(self, layers: int, words: int, indicators: int, owner: list[int], senses: int) -> None:
        super().__init__()
        self.word, self.position = nn.Embedding(words, WIDTH), nn.Embedding(512, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.blocks = nn.ModuleList(Block() for _ in range(layers))
        self.look = nn.Linear(WIDTH, indicators, bias=False)
        self.is_told = nn.Parameter(torch.randn(indicators, WIDTH) * 0.02)
        self.is_told_bias = nn.Parameter(torch.full((indicators,), -2.0))
        self.outcome = nn.Parameter(torch.randn(len(owner), WIDTH) * 0.02)
        self.outcome_bias = nn.Parameter(torch.full((len(owner),), -3.0))
        self.modality = nn.Linear(WIDTH, len(MODALITIES))
        self.figure1, self.figure2 = nn.Linear(2 * WIDTH, WIDTH), nn.Linear(WIDTH, senses)
        nn.init.constant_(self.figure2.bias, -3.0)
        self.register_buffer("owner", torch.tensor(owner))
        self.drop = nn.Dropout(0.2)

    def forward(self, ids: Tensor, member: Tensor, spans: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Return chances (logits) of indicators, outcomes, modalities, meanings of numbers, and where each indicator looks.

        ids: windows x tokens, 0 where there is none. member: sentences x 3: window, first token, after the last.
        spans: numbers x 4: window, first token, after the last, number of its sentence.
        """
        t = ids.shape[1]
        x = self.norm(self.word(ids) + self.position.weight[:t] + self.kind)
        x = self.drop(x)
        mask = (ids == 0)[:, None, None, :].float() * -1e4
        for block in self.blocks:
            x = block(x, mask)
        at = torch.arange(t)
        own = (at >= member[:, 1:2]) & (at < member[:, 2:3])  # sentences x tokens
        h = x[member[:, 0]]
        look = self.look(h) / math.sqrt(WIDTH) * 4.0
        look = look.masked_fill(~own[:, :, None], -1e4).softmax(1)  # sentences x tokens x indicators
        seen = torch.einsum("sti,std->sid", look, self.drop(h))
        told = (seen * self.is_told).sum(-1) + self.is_told_bias
        outcome = (seen[:, self.owner] * self.outcome).sum(-1) + self.outcome_bias
        modality = self.modality(seen)
        inside = ((at >= spans[:, 1:2]) & (at < spans[:, 2:3])).float()
        mine = (inside[:, :, None] * x[spans[:, 0]]).sum(1) / inside.sum(1, keepdim=True).clamp(min=1)
        owns = own[spans[:, 3]].float()
        around = (owns[:, :, None] * x[spans[:, 0]]).sum(1) / owns.sum(1, keepdim=True).clamp(min=1)
        figure = self.figure2(F.gelu(self.figure1(self.drop(torch.cat([mine, around], -1)))))
        return told, outcome, modality, figure, look


def load_base(model: Reader, folder: Path) -> None:
    """Take the weights of the encoder from its file."""
    base = load_file(folder / "model.safetensors")
    base = {key.removeprefix("bert."): value for key, value in base.items()}
    with torch.no_grad():
        model.word.weight.copy_(base["embeddings.word_embeddings.weight"])
        model.position.weight.copy_(base["embeddings.position_embeddings.weight"])
        model.kind.copy_(base["embeddings.token_type_embeddings.weight"][0])
        pairs: list[tuple[nn.Module, str]] = [(model.norm, "embeddings.LayerNorm")]
        total = sum(1 for key in base if key.endswith("attention.self.query.weight"))
        chosen = np.linspace(0, total - 1, len(model.blocks)).round().astype(int) if len(model.blocks) < total else range(total)
        for block, number in zip(model.blocks, chosen, strict=True):
            start = f"encoder.layer.{number}."
            pairs += [(block.query, start + "attention.self.query"), (block.key, start + "attention.self.key"),
                      (block.value, start + "attention.self.value"), (block.out, start + "attention.output.dense"),
                      (block.norm1, start + "attention.output.LayerNorm"), (block.wide, start + "intermediate.dense"),
                      (block.narrow, start + "output.dense"), (block.norm2, start + "output.LayerNorm")]  # fmt: skip
        for module, name in pairs:
            module.weight.copy_(base[name + ".weight"])
            module.bias.copy_(base[name + ".bias"])


class Material:
    """Documents as tokens."""

    def __init__(self, documents: list[dict[str, Any]], vocabulary: dict[str, Any]) -> None:
        self.v = vocabulary
        self.documents = []
        for document in documents:
            lines = []
            for each in document["sentences"]:
                if not each["tokens"]:
                    continue
                pieces = each["tokens"][:LONGEST_SENTENCE]
                ids, offsets = [piece[0] for piece in pieces], [(piece[1], piece[2]) for piece in pieces]
                lines.append((ids, self._figures(each, offsets), *self._labels(each)))
            if lines:
                self.documents.append((document["source"], lines))

    def _figures(self, each: dict[str, Any], offsets: list[tuple[int, int]]) -> list[tuple[int, int, list[int], list[int]]]:
        found = []
        for figure in each["figures"]:
            inside = [n for n, (a, b) in enumerate(offsets) if a < figure["end"] and b > figure["start"]]
            if inside:
                about = [m.split("|") for m in figure["meant"]]
                first = len(self.v["indicators"])  # what it is about, then in which sense
                meant = [self.v["indicators"].index(i) for i, _ in about] + [first + SENSES.index(s) for _, s in about]
                can = [*range(first), *(first + SENSES.index(s) for s in figure["can"] if about)]
                found.append((inside[0], inside[-1] + 1, meant, can))
        return found

    def _labels(self, each: dict[str, Any]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        v = self.v
        told, known = np.zeros(len(v["indicators"]), np.float32), np.ones(len(v["indicators"]), np.float32)
        outcome, modality = np.zeros(len(v["outcomes"]), np.float32), np.full(len(v["indicators"]), -1)
        for code in each["codes"]:
            i = v["indicators"].index(code["indicator"])
            told[i] = 1
            modality[i] = MODALITIES.index(code["modality"])
            for name in outcomes_of(code):
                if name in v["outcomes"]:
                    outcome[v["outcomes"].index(name)] = 1
        if isinstance(each["known"], list):
            for name in each["known"]:
                i = v["indicators"].index(name[1:])
                known[i] = told[i]
        return told, known, outcome, known[np.array(v["owner"])], modality

    def windows(self, random_starts: random.Random | None) -> list[tuple[list, bool]]:
        """Return windows of sentences: (lines, whether the first is only context)."""
        windows = []
        for _, lines in self.documents:
            at = 0
            first = True
            while at < len(lines):
                room = LONGEST if not random_starts else random_starts.choice((40, 90, 150, LONGEST))
                start, size = at, 0
                take = []
                context = not first
                if context:
                    take.append(lines[at - 1])
                    size += len(lines[at - 1][0])
                while at < len(lines) and (at == start or size + len(lines[at][0]) + 3 < room):
                    take.append(lines[at])
                    size += len(lines[at][0]) + 1
                    at += 1
                windows.append((take, context))
                first = False
        return windows


def batch_of(windows: list[tuple[list, bool]], drop: random.Random | None) -> tuple:
    """Return the arrays of some windows."""
    rows, member, spans, labels, meant, can = [], [], [], [], [], []
    for w, (lines, context) in enumerate(windows):
        ids = [101]
        for n, line in enumerate(lines):
            start = len(ids)
            tokens = line[0] if drop is None else [103 if drop.random() < 0.06 else each for each in line[0]]
            ids += tokens
            if not (context and n == 0):
                for a, b, m, c in line[1]:
                    spans.append((w, start + a, start + b, len(member)))
                    meant.append(m)
                    can.append(c)
                member.append((w, start, len(ids)))
                labels.append(line[2:])
            ids.append(102)
        rows.append(ids)
    longest = max(map(len, rows))
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    for n, row in enumerate(rows):
        ids[n, : len(row)] = torch.tensor(row)
    return ids, torch.tensor(member), torch.tensor(spans).reshape(-1, 4), labels, meant, can


def loss_of(model: Reader, batch: tuple, positive: float) -> Tensor:
    """Return the loss of a batch: indicators, outcomes, numbers and modalities together."""
    ids, member, spans, labels, meant, can = batch
    told, outcome, modality, figure, _ = model(ids, member, spans)
    t, k, o, ok, m = (torch.tensor(np.stack(each)) for each in zip(*labels, strict=True))
    n = len(labels)
    weight = 1 + (positive - 1) * t
    loss = (F.binary_cross_entropy_with_logits(told, t, reduction="none") * k * weight).sum() / n
    loss = (
        loss
        + 0.7 * (F.binary_cross_entropy_with_logits(outcome, o, reduction="none") * ok * (1 + (positive - 1) * o)).sum() / n
    )
    if (m >= 0).any():
        weights = torch.tensor([1.0, 3.0, 2.0, 3.0, 3.0])
        loss = loss + 0.3 * F.cross_entropy(modality[m >= 0], m[m >= 0], weight=weights)
    if len(spans):
        target, mask = torch.zeros_like(figure), torch.zeros_like(figure)
        for row, (mm, cc) in enumerate(zip(meant, can, strict=True)):
            mask[row, cc] = 1
            target[row, mm] = 1
        loss = loss + 1.0 * (F.binary_cross_entropy_with_logits(figure, target, reduction="none") * mask).sum() / n
    return loss


def train(model: Reader, material: Material, rounds: int, seed: int, rate: float, positive: float, report=None) -> None:
    """Teach the model by AdamW, with warm-up and linear decay."""
    chance = random.Random(seed)
    for name, each in model.named_parameters():
        each.requires_grad = not name.startswith(("word", "position", "kind"))  # what all words mean stays as it was
    slow = [p for n, p in model.named_parameters() if n.startswith(("norm.", "blocks"))]
    fast = [p for n, p in model.named_parameters() if not n.startswith(("word", "position", "kind", "norm.", "blocks"))]
    optimizer = torch.optim.AdamW([{"params": slow, "lr": rate}, {"params": fast, "lr": 20 * rate}], weight_decay=0.01)
    steps = None
    step = 0
    for number in range(rounds):
        windows = material.windows(chance)
        windows.sort(key=lambda each: sum(len(line[0]) for line in each[0]) + chance.random() * 40)
        batches, at = [], 0
        while at < len(windows):
            size, take = 0, []
            while at < len(windows) and (not take or size < 420):
                take.append(windows[at])
                size = max(size, 0) + sum(len(line[0]) for line in windows[at][0])
                at += 1
            batches.append(take)
        chance.shuffle(batches)
        steps = steps or rounds * len(batches)
        model.train()
        total = 0.0
        for take in batches:
            share = min(step / (0.08 * steps), max(1 - step / steps, 0.02))
            for group, base in zip(optimizer.param_groups, (rate, 20 * rate), strict=True):
                group["lr"] = base * share
            with torch.autocast("cpu", torch.bfloat16):
                loss = loss_of(model, batch_of(take, chance), positive)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            total += float(loss.detach())
            step += 1
        print(f"round {number}: loss {total / len(batches):.3f}", flush=True)
        if report and (number % 3 == 2 or number == rounds - 1):
            report()


def judge(model: Reader, material: Material, v: dict[str, Any]) -> None:
    """Print F1 of sentence x indicator, and with kind and value, over thresholds."""
    model.eval()
    logits, truth, oc, oct_, fig, figt = [], [], [], [], [], []
    with torch.no_grad():
        windows = material.windows(None)
        for at in range(0, len(windows), 8):
            batch = batch_of(windows[at : at + 8], None)
            told, outcome, _, figure, _ = model(*batch[:3])
            logits.append(told.sigmoid().numpy())
            oc.append(outcome.sigmoid().numpy())
            truth.append(np.stack([each[0] for each in batch[3]]))
            oct_.append(np.stack([each[2] for each in batch[3]]))
            for row, (m, c) in enumerate(zip(batch[4], batch[5], strict=True)):
                p = figure[row].sigmoid().numpy()
                fig += [p[n] for n in c]
                figt += [n in m for n in c]
    p, t, o, ot = np.concatenate(logits), np.concatenate(truth), np.concatenate(oc), np.concatenate(oct_)
    fig, figt = np.array(fig), np.array(figt)

    def f1(found, truth):
        hit = (found & (truth > 0)).sum()
        return 2 * hit / max(found.sum() + (truth > 0).sum(), 1), hit / max(found.sum(), 1), hit / max((truth > 0).sum(), 1)

    for threshold in (0.3, 0.4, 0.5, 0.6):
        print(
            f"   >{threshold}: F1 (precision, recall) of indicators, outcomes, numbers:",
            *(
                "{:.3f} ({:.2f} {:.2f})".format(*f1(found > threshold, truth))
                for found, truth in ((p, t), (o, ot), (fig, figt))
            ),
            flush=True,
        )
    per = {name: f"{f1(p[:, n] > 0.5, t[:, n])[0]:.2f}" for n, name in enumerate(v["indicators"])}
    print("   ", per, flush=True)


def main() -> None:
    """Train and, where sources are kept to judge, score."""
    parser = argparse.ArgumentParser()
    parser.add_argument("documents", type=Path)
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--judge", nargs="*", default=[])
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--positive", type=float, default=2.0)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    documents = [json.loads(line) for line in options.documents.read_text(encoding="utf-8").splitlines()]
    seen = Counter(name for d in documents for s in d["sentences"] for c in s["codes"] for name in set(outcomes_of(c)))
    indicators = sorted({c["indicator"] for d in documents for s in d["sentences"] for c in s["codes"]})
    outcomes = sorted(name for name, count in seen.items() if count >= LEAST_SEEN)
    v = {"indicators": indicators, "outcomes": outcomes, "owner": [indicators.index(o.split("|")[0]) for o in outcomes],
         "senses": list(SENSES), "modalities": list(MODALITIES),
         "layers": options.layers}  # fmt: skip
    model = Reader(options.layers, WORDS, len(indicators), v["owner"], len(indicators) + len(SENSES))
    if options.base.is_dir():
        load_base(model, options.base)
    else:
        saved = torch.load(options.base)
        v = saved["vocabulary"]
        model = Reader(v["layers"], WORDS, len(v["indicators"]), v["owner"], len(v["indicators"]) + len(v["senses"]))
        model.load_state_dict(saved["state"])
    learning = Material([d for d in documents if d["source"] not in options.judge], v)
    judged = Material([d for d in documents if d["source"] in options.judge], v)
    print(
        len(learning.documents),
        "documents to learn,",
        len(judged.documents),
        "to judge;",
        len(outcomes),
        "outcomes",
        flush=True,
    )
    report = (lambda: judge(model, judged, v)) if judged.documents else None
    train(model, learning, options.rounds, options.seed, options.rate, options.positive, report)
    torch.save({"state": model.state_dict(), "vocabulary": v}, options.out)


if __name__ == "__main__":
    main()
