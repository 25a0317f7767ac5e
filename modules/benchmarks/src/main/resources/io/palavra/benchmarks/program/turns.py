"""Takes turns at a step's work as the package io.palavra.benchmarks.sidebyside describes: reads warm, choose and turn
SECONDS, line by line, and answers each."""

import os
import sys
import time

import torch

TRIAL = 0.4


def every(step, seconds):
    times = []
    end = time.perf_counter() + seconds
    while not times or time.perf_counter() < end:
        start = time.perf_counter()
        step()
        times.append(time.perf_counter() - start)
    return times


def serve(steps):
    """Serves steps, named ways to do the same work, of which the quickest counts, with one thread or with all."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    ways = [(name, threads) for name in steps for threads in sorted({1, cores})]
    way = ways[0]

    def work(which, seconds):
        torch.set_num_threads(which[1])
        return every(steps[which[0]], seconds)

    for line in sys.stdin:
        words = line.split()
        if words[0] == "warm":
            answer = "0"
        elif words[0] == "choose":
            for each in ways:
                work(each, TRIAL)
            way = min(ways, key=lambda each: min(work(each, TRIAL)))
            answer = f"{way[0]}, {way[1]} threads"
        else:
            work(way, float(words[1]) / 2)
            answer = " ".join(str(seconds) for seconds in work(way, float(words[1])))
        print(answer, flush=True)
