"""Whole training steps of a sequence classifier in PyTorch: embedding, one recurrent layer, maximum over time, softmax, Adam.

usage: recurrent.py CELL IDS VECTOR UNITS STEPS BATCH THREADS SECONDS [infer]

Lengths are drawn from half of STEPS to STEPS. The embedding's gradient is sparse, so that only the rows of the batch are
updated. Sequences are padded, and packed (nn.utils.rnn) as well, and the better way counts; both directions need packing.
Prints the median seconds of a step.
"""

import statistics
import sys
import time

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


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


def measure(cell, ids, vector, units, steps, batch, seconds, packed, infer):
    torch.manual_seed(1)
    model = Classifier(cell, ids, vector, units, packed)
    dense = [p for name, p in model.named_parameters() if name != "vectors.weight"]
    optimizers = [torch.optim.Adam(dense, lr=1e-3), torch.optim.SparseAdam([model.vectors.weight], lr=1e-3)]
    x = torch.randint(ids, (batch, steps))
    lengths = torch.randint(steps // 2, steps + 1, (batch,))
    padding = (torch.arange(steps)[None, :] >= lengths[:, None])[:, :, None]
    classes = torch.randint(2, (batch,))
    loss = nn.CrossEntropyLoss()

    def train():
        for optimizer in optimizers:
            optimizer.zero_grad()
        loss(model(x, lengths, padding), classes).backward()
        for optimizer in optimizers:
            optimizer.step()

    def predict():
        with torch.no_grad():
            model(x, lengths, padding).softmax(1)

    step = predict if infer else train
    warm = time.perf_counter() + seconds / 3
    while time.perf_counter() < warm:
        step()
    times = []
    end = time.perf_counter() + seconds
    while len(times) < 3 or time.perf_counter() < end:
        start = time.perf_counter()
        step()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main():
    cell = sys.argv[1]
    sizes = [int(a) for a in sys.argv[2:7]]
    torch.set_num_threads(int(sys.argv[7]))
    seconds = float(sys.argv[8])
    infer = "infer" in sys.argv[9:]
    ways = [True] if cell == "bi-lstm" else [False, True]
    print(min(measure(cell, *sizes, seconds / len(ways), packed, infer) for packed in ways))


main()
