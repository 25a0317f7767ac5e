"""Whole training steps in PyTorch of a sequence-to-sequence network with attention, or of one Transformer encoder block.

usage: attention.py rnn-attention|transformer LABELS UNITS STEPS BATCH

The first has an embedding, a bidirectional GRU, additive attention with input feeding over a GRU cell, and a softmax; the
second one pre-norm block with 4 heads and an inner layer of 4 times UNITS, and a softmax. Both train with Adam, embeddings
with sparse gradients.
"""

import sys

import torch
from torch import nn
from turns import serve


class Translator(nn.Module):
    def __init__(self, labels, units):
        super().__init__()
        self.source = nn.Embedding(labels, units, sparse=True)
        self.target = nn.Embedding(labels, units, sparse=True)
        self.encoder = nn.GRU(units, units, bidirectional=True, batch_first=True)
        self.cell = nn.GRUCell(2 * units, units)
        self.start = nn.Linear(2 * units, units)
        self.query = nn.Linear(units, units, bias=False)
        self.key = nn.Linear(2 * units, units)
        self.vector = nn.Linear(units, 1, bias=False)
        self.combine = nn.Linear(3 * units, units)
        self.out = nn.Linear(units, labels)

    def forward(self, x, y):
        memory, _ = self.encoder(self.source(x))
        keys = self.key(memory)
        h = torch.tanh(self.start(memory.mean(1)))
        targets = self.target(y)
        o = torch.zeros_like(h)
        outputs = []
        for t in range(y.shape[1]):
            h = self.cell(torch.cat([targets[:, t], o], 1), h)
            scores = self.vector(torch.tanh(self.query(h)[:, None] + keys)).squeeze(2)
            context = torch.bmm(scores.softmax(1)[:, None], memory).squeeze(1)
            o = torch.tanh(self.combine(torch.cat([h, context], 1)))
            outputs.append(o)
        return self.out(torch.stack(outputs, 1))


class Block(nn.Module):
    def __init__(self, labels, units):
        super().__init__()
        self.block = nn.TransformerEncoderLayer(units, 4, 4 * units, dropout=0.0, batch_first=True, norm_first=True)
        self.out = nn.Linear(units, labels)

    def forward(self, x):
        return self.out(self.block(x))


def main(kind, labels, units, steps, batch):
    torch.manual_seed(1)
    expected = torch.randint(labels, (batch, steps))
    if kind == "rnn-attention":
        model = Translator(labels, units)
        inputs = [torch.randint(labels, (batch, steps)), torch.randint(labels, (batch, steps))]
    else:
        model = Block(labels, units)
        inputs = [torch.randn(batch, steps, units)]
    sparse = [p for name, p in model.named_parameters() if name.startswith(("source", "target"))]
    dense = [p for name, p in model.named_parameters() if not name.startswith(("source", "target"))]
    optimizers = [torch.optim.Adam(dense, lr=1e-3)]
    if sparse:
        optimizers.append(torch.optim.SparseAdam(sparse, lr=1e-3))
    loss = nn.CrossEntropyLoss()

    def step():
        for optimizer in optimizers:
            optimizer.zero_grad()
        scores = model(*inputs)
        loss(scores.reshape(-1, scores.shape[2]), expected.reshape(-1)).backward()
        for optimizer in optimizers:
            optimizer.step()

    serve({"step": step})


main(sys.argv[1], *map(int, sys.argv[2:]))
