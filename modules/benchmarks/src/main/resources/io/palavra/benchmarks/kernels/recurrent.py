"""Whole training steps of a sequence classifier in PyTorch: embedding, one recurrent layer, maximum over time, softmax, Adam.

usage: recurrent.py train|infer CELL IDS VECTOR UNITS STEPS BATCH LENGTHS

LENGTHS are those of the sequences, with commas between. The embedding's gradient is sparse, so that only the rows of the batch are
updated. Sequences are padded, and packed (nn.utils.rnn) as well, and the better way counts; both directions need packing.
"""

import sys

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence
from turns import serve


class Classifier(nn.Module):
    def __init__(self, cell, ids, vector, units, packed):
        super().__init__()
        self.packed = packed
        self.vectors = nn.Embedding(ids, vector, sparse=True)
        layer = {"lstm": nn.LSTM, "bi-lstm": nn.LSTM, "gru": nn.GRU, "rnn": nn.RNN}[cell]
        both = cell == "bi-lstm"
        self.recurrent = layer(vector, units, bidirectional=both, batch_first=True)
        self.out = nn.Linear(units * (2 if both else 1), 2)

    def forward(self, ids, lengths, padding):
        x = self.vectors(ids)
        if self.packed:
            steps, _ = self.recurrent(pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False))
            steps, _ = pad_packed_sequence(steps, batch_first=True, total_length=ids.shape[1])
        else:
            steps, _ = self.recurrent(x)
        return self.out(steps.masked_fill(padding, -1e9).max(1).values)


def train(model, optimizers, x, lengths, padding, classes):
    for optimizer in optimizers:
        optimizer.zero_grad()
    nn.functional.cross_entropy(model(x, lengths, padding), classes).backward()
    for optimizer in optimizers:
        optimizer.step()


def predict(model, x, lengths, padding):
    with torch.no_grad():
        model(x, lengths, padding).softmax(1)


def step(what, cell, ids, vector, units, steps, batch, lengths, packed):
    torch.manual_seed(1)
    model = Classifier(cell, ids, vector, units, packed)
    x = torch.randint(ids, (batch, steps))
    padding = (torch.arange(steps)[None, :] >= lengths[:, None])[:, :, None]
    if what == "infer":
        return lambda: predict(model, x, lengths, padding)
    dense = [p for name, p in model.named_parameters() if name != "vectors.weight"]
    optimizers = [torch.optim.Adam(dense, lr=1e-3), torch.optim.SparseAdam([model.vectors.weight], lr=1e-3)]
    classes = torch.randint(2, (batch,))
    return lambda: train(model, optimizers, x, lengths, padding, classes)


def main(what, cell, *rest):
    ways = {"packed": True} if cell == "bi-lstm" else {"padded": False, "packed": True}
    sizes = [int(size) for size in rest[:-1]]
    lengths = torch.tensor([int(length) for length in rest[-1].split(",")])
    serve({name: step(what, cell, *sizes, lengths, packed) for name, packed in ways.items()})


main(*sys.argv[1:])
