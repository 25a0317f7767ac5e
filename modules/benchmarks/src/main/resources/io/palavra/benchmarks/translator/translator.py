"""The translator's networks in PyTorch: whole training steps, and translations.

usage: translator.py train|greedy|beam5 rnn-attention|transformer LABELS UNITS STEPS BATCH

The recurrent network has a bidirectional GRU with UNITS / 2 in each direction, additive attention with input feeding over
a GRU, and a softmax; the Transformer 3 blocks of each side with 4 heads, an inner layer of 4 times UNITS, normalised
first. Both train with Adam, embeddings with sparse gradients. A translation has exactly STEPS steps; the Transformer keeps
the keys and values of former steps, and the projections of the memory are computed once.
"""

import math
import sys

import torch
from torch import nn
from torch.nn import functional as F
from turns import serve

BEGIN = 2


class Recurrent(nn.Module):
    def __init__(self, labels, units):
        super().__init__()
        self.source = nn.Embedding(labels, units, sparse=True)
        self.target = nn.Embedding(labels, units, sparse=True)
        self.encoder = nn.GRU(units, units // 2, bidirectional=True, batch_first=True)
        self.cell = nn.GRUCell(2 * units, units)
        self.start = nn.Linear(units, units)
        self.query = nn.Linear(units, units, bias=False)
        self.key = nn.Linear(units, units)
        self.vector = nn.Linear(units, 1, bias=False)
        self.combine = nn.Linear(2 * units, units)
        self.out = nn.Linear(units, labels)

    def read(self, x):
        memory, _ = self.encoder(self.source(x))
        h = torch.tanh(self.start(memory.mean(1)))
        return memory, self.key(memory), h, torch.zeros_like(h)

    def step(self, vectors, memory, keys, h, o):
        h = self.cell(torch.cat([vectors, o], 1), h)
        scores = self.vector(torch.tanh(self.query(h)[:, None] + keys)).squeeze(2)
        context = torch.bmm(scores.softmax(1)[:, None], memory).squeeze(1)
        return h, torch.tanh(self.combine(torch.cat([h, context], 1)))

    def forward(self, x, y):
        memory, keys, h, o = self.read(x)
        targets = self.target(y)
        outputs = []
        for t in range(y.shape[1]):
            h, o = self.step(targets[:, t], memory, keys, h, o)
            outputs.append(o)
        return self.out(torch.stack(outputs, 1))

    def begin(self, x, beam):
        return [part.repeat_interleave(beam, 0) for part in self.read(x)]

    def follow(self, words, t, state):
        memory, keys, h, o = state
        h, o = self.step(self.target(words), memory, keys, h, o)
        return self.out(o), [memory, keys, h, o]

    def select(self, state, rows):
        # Hypotheses never leave their sentence, so memory and keys stay as they are.
        memory, keys, h, o = state
        return [memory, keys, h[rows], o[rows]]


class Attention(nn.Module):
    def __init__(self, units, heads):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.result = (nn.Linear(units, units) for _ in range(4))

    def split(self, x):
        return x.view(x.shape[0], x.shape[1], self.heads, -1).transpose(1, 2)

    def keys(self, memory):
        return self.split(self.key(memory)), self.split(self.value(memory))

    def forward(self, x, keys, values, mask=None):
        queries = self.split(self.query(x))
        scores = queries @ keys.transpose(2, 3) / math.sqrt(queries.shape[3])
        if mask is not None:
            scores = scores + mask
        mean = (scores.softmax(3) @ values).transpose(1, 2)
        return self.result(mean.reshape(x.shape))


class Block(nn.Module):
    def __init__(self, units, heads, cross):
        super().__init__()
        self.self_attention = Attention(units, heads)
        self.cross = Attention(units, heads) if cross else None
        self.up, self.down = nn.Linear(units, 4 * units), nn.Linear(4 * units, units)
        self.norms = nn.ModuleList(nn.LayerNorm(units) for _ in range(3 if cross else 2))

    def rest(self, x, memory):
        if self.cross is not None:
            x = x + self.cross(self.norms[1](x), *memory)
        return x + self.down(F.relu(self.up(self.norms[-1](x))))

    def forward(self, x, memory=None, mask=None):
        n = self.norms[0](x)
        x = x + self.self_attention(n, *self.self_attention.keys(n), mask)
        return self.rest(x, memory)

    def step(self, x, memory, past):
        n = self.norms[0](x)
        now = self.self_attention.keys(n)
        if past is not None:
            now = tuple(torch.cat([old, new], 2) for old, new in zip(past, now))
        return self.rest(x + self.self_attention(n, *now), memory), now


class Transformer(nn.Module):
    def __init__(self, labels, units, layers=3, heads=4):
        super().__init__()
        self.scale = math.sqrt(units)
        self.source = nn.Embedding(labels, units, sparse=True)
        self.target = nn.Embedding(labels, units, sparse=True)
        self.encoder = nn.ModuleList(Block(units, heads, False) for _ in range(layers))
        self.decoder = nn.ModuleList(Block(units, heads, True) for _ in range(layers))
        self.read_norm, self.write_norm = nn.LayerNorm(units), nn.LayerNorm(units)
        self.out = nn.Linear(units, labels)
        angles = torch.arange(256)[:, None] / 10_000 ** (torch.arange(0, units, 2) / units)
        waves = torch.stack([angles.sin(), angles.cos()], 2).reshape(256, units)
        self.register_buffer("waves", waves)

    def read(self, x):
        h = self.source(x) * self.scale + self.waves[: x.shape[1]]
        for block in self.encoder:
            h = block(h)
        return self.read_norm(h)

    def forward(self, x, y):
        memory = self.read(x)
        steps = y.shape[1]
        mask = torch.full((steps, steps), -math.inf).triu(1)
        h = self.target(y) * self.scale + self.waves[:steps]
        for block in self.decoder:
            h = block(h, block.cross.keys(memory), mask)
        return self.out(self.write_norm(h))

    def begin(self, x, beam):
        memory = self.read(x)
        across = []
        for block in self.decoder:
            keys, values = block.cross.keys(memory)
            across.append((keys.repeat_interleave(beam, 0), values.repeat_interleave(beam, 0)))
        return [across, [None] * len(self.decoder)]

    def follow(self, words, t, state):
        across, past = state
        h = (self.target(words) * self.scale + self.waves[t])[:, None]
        now = []
        for block, memory, old in zip(self.decoder, across, past):
            h, new = block.step(h, memory, old)
            now.append(new)
        return self.out(self.write_norm(h[:, 0])), [across, now]

    def select(self, state, rows):
        across, past = state
        return [across, [(keys[rows], values[rows]) for keys, values in past]]


def greedy(model, x, steps):
    state = model.begin(x, 1)
    words = torch.full((x.shape[0],), BEGIN)
    total = torch.zeros(x.shape[0])
    for t in range(steps):
        scores, state = model.follow(words, t, state)
        best, words = scores.log_softmax(1).max(1)
        total += best
    return total.tolist()


def search(model, x, steps, beam):
    sentences = x.shape[0]
    state = model.begin(x, beam)
    words = torch.full((sentences * beam,), BEGIN)
    total = torch.full((sentences, beam), -math.inf)
    total[:, 0] = 0
    first = torch.arange(sentences)[:, None] * beam
    for t in range(steps):
        scores, state = model.follow(words, t, state)
        labels = scores.shape[1]
        all_scores = total[:, :, None] + scores.log_softmax(1).view(sentences, beam, labels)
        total, best = all_scores.view(sentences, -1).topk(beam, 1)
        rows = (first + torch.div(best, labels, rounding_mode="floor")).view(-1)
        words = (best % labels).view(-1)
        state = model.select(state, rows)
    return total.tolist()


def trainer(model, x, y, expected):
    sparse = [p for name, p in model.named_parameters() if name.startswith(("source", "target"))]
    dense = [p for name, p in model.named_parameters() if not name.startswith(("source", "target"))]
    optimizers = [torch.optim.Adam(dense, lr=1e-3), torch.optim.SparseAdam(sparse, lr=1e-3)]
    loss = nn.CrossEntropyLoss()

    def step():
        for optimizer in optimizers:
            optimizer.zero_grad()
        scores = model(x, y)
        loss(scores.reshape(-1, scores.shape[2]), expected.reshape(-1)).backward()
        for optimizer in optimizers:
            optimizer.step()

    return step


def main(what, kind, labels, units, steps, batch):
    torch.manual_seed(1)
    model = Recurrent(labels, units) if kind == "rnn-attention" else Transformer(labels, units)
    x, y, expected = (torch.randint(4, labels, (batch, steps)) for _ in range(3))
    if what == "train":
        serve({"step": trainer(model, x, y, expected)})
        return
    model.eval()
    for parameter in model.parameters():
        parameter.requires_grad_(False)

    def translate():
        with torch.inference_mode():
            return greedy(model, x, steps) if what == "greedy" else search(model, x, steps, 5)

    serve({"step": translate})


main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:]))
