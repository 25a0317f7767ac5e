"""Regret of Optuna's TPE on standard functions: a line "function sampler seed regret" each.

Arguments: evaluations, seeds. As it comes, and with all options together (multivariate, and group
where options are conditional).
"""
import math
import sys
import warnings

import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)
warnings.filterwarnings("ignore")

ALPHA = [1.0, 1.2, 3.0, 3.2]
A = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]]
P = [
    [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
    [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
    [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650],
    [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
]


def branin_at(x, y):
    inner = y - 5.1 / (4 * math.pi**2) * x * x + 5 / math.pi * x - 6
    return inner * inner + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x) + 10


def branin(trial):
    return branin_at(trial.suggest_float("x0", -5, 10), trial.suggest_float("x1", 0, 15))


def hartmann(trial):
    x = [trial.suggest_float(f"x{j}", 0, 1) for j in range(6)]
    return -sum(ALPHA[i] * math.exp(-sum(A[i][j] * (x[j] - P[i][j]) ** 2 for j in range(6))) for i in range(4))


def rosenbrock(trial):
    x = trial.suggest_float("x0", -2.048, 2.048)
    y = trial.suggest_float("x1", -2.048, 2.048)
    return 100 * (y - x * x) ** 2 + (1 - x) ** 2


def conditional(trial):
    if trial.suggest_categorical("kind", ["bowl", "branin"]) == "branin":
        return branin(trial)
    return 1 + trial.suggest_float("r", -10, 10) ** 2


FUNCTIONS = {
    "branin": (branin, 0.397887),
    "hartmann": (hartmann, -3.32237),
    "rosenbrock": (rosenbrock, 0.0),
    "conditional": (conditional, 0.397887),
}

evaluations, seeds = int(sys.argv[1]), int(sys.argv[2])
for seed in range(seeds):
    for name, (function, least) in FUNCTIONS.items():
        together = {"multivariate": True, "group": name == "conditional"}
        for label, more in (("tpe", {}), ("tpe-multivariate", together)):
            study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=seed, **more))
            study.optimize(function, n_trials=evaluations)
            print(name, label, seed, study.best_value - least, flush=True)
