"""The networks of the cnn suite in PyTorch. Arguments: V E F T B of words, or letters DENSE F T B with the word
letters behind; train|infer rounds. Prints seconds of a step, median."""
import statistics
import sys
import time

import torch
from torch import nn

ids, vector, filters, steps, batch = map(int, sys.argv[1:6])
training, rounds = sys.argv[6] == "train", int(sys.argv[7])
letters = sys.argv[8] == "letters"
torch.manual_seed(1)


class Net(nn.Module):
    def __init__(self, sparse):
        super().__init__()
        self.vectors = nn.Embedding(ids, vector, sparse=sparse)
        self.filters = nn.ModuleList(nn.Conv1d(vector, filters, w, padding="same") for w in (3, 4, 5))
        self.out = nn.Linear(3 * filters, 6)

    def forward(self, x):
        v = self.vectors(x).transpose(1, 2)
        return self.out(torch.cat([torch.relu(f(v)).amax(2) for f in self.filters], 1))


class Letters(nn.Module):
    def __init__(self):
        super().__init__()
        layers, below = [], ids
        for i, width in enumerate((7, 7, 3, 3, 3, 3)):
            layers += [nn.Conv1d(below, filters, width, padding="same"), nn.ReLU()]
            if i in (0, 1, 5):
                layers.append(nn.MaxPool1d(3))
            below = filters
        self.filters = nn.Sequential(*layers)
        self.dense = nn.Sequential(
            nn.Linear(filters, vector), nn.ReLU(), nn.Linear(vector, vector), nn.ReLU(), nn.Linear(vector, 6))

    def forward(self, x):
        one_hot = nn.functional.one_hot(x, ids).float().transpose(1, 2)
        return self.dense(self.filters(one_hot).amax(2))


def measure(sparse):
    net = Letters() if letters else Net(sparse)
    x = torch.randint(ids, (batch, steps))
    y = torch.randint(6, (batch,))
    rest = [p for n, p in net.named_parameters() if not n.startswith("vectors")]
    if sparse:
        updaters = [torch.optim.SparseAdam(net.vectors.parameters()), torch.optim.Adam(rest)]
    else:
        updaters = [torch.optim.Adam(net.parameters())]
    loss = nn.CrossEntropyLoss()

    def train():
        for u in updaters:
            u.zero_grad(set_to_none=True)
        loss(net(x), y).backward()
        for u in updaters:
            u.step()

    def infer():
        with torch.no_grad():
            return net(x).softmax(1)

    net.train(training)
    step = train if training else infer
    taken = []
    end = time.perf_counter() + 10
    for i in range(rounds + 5):
        start = time.perf_counter()
        step()
        if i >= 5:
            taken.append(time.perf_counter() - start)
            if start > end and i >= 8:
                break
    return statistics.median(taken)


print(min(measure(s) for s in ((False, True) if training and not letters else (False,))))
