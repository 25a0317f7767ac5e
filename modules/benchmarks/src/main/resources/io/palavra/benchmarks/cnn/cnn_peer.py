"""The networks of the cnn suite in PyTorch.

usage: cnn_peer.py train|infer words|letters IDS VECTOR FILTERS STEPS BATCH

VECTOR is the size of the dense layers where the network is one over letters. A table of vectors may learn by sparse
gradients or by dense ones, and the better way counts.
"""

import sys

import torch
from torch import nn
from turns import serve

training, letters = sys.argv[1] == "train", sys.argv[2] == "letters"
ids, vector, filters, steps, batch = map(int, sys.argv[3:8])
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


def updaters(net, sparse):
    if not sparse:
        return [torch.optim.Adam(net.parameters())]
    rest = [p for name, p in net.named_parameters() if not name.startswith("vectors")]
    return [torch.optim.SparseAdam(net.vectors.parameters()), torch.optim.Adam(rest)]


def step(sparse):
    net = Letters() if letters else Net(sparse)
    net.train(training)
    x = torch.randint(ids, (batch, steps))
    y = torch.randint(6, (batch,))
    learning = updaters(net, sparse)

    def train():
        for updater in learning:
            updater.zero_grad(set_to_none=True)
        nn.functional.cross_entropy(net(x), y).backward()
        for updater in learning:
            updater.step()

    def infer():
        with torch.no_grad():
            return net(x).softmax(1)

    return train if training else infer


ways = {"dense": False, "sparse": True} if training and not letters else {"dense": False}
serve({name: step(sparse) for name, sparse in ways.items()})
