"""One measurement of gensim; prints how much of the work it did in a second."""

import sys
import time


def main(what, threads, arguments):
    if what == "version":
        import gensim

        print(gensim.__version__)
    elif what == "doc2vec":
        print(doc2vec(threads, *arguments))
    elif what == "load":
        print(load(*arguments))
    elif what == "neighbours":
        print(neighbours(*arguments))
    else:
        print(train(what, threads, *arguments))


def train(what, threads, text, dimensions, epochs, seed=1, rate=0.025, save=None):
    from gensim.models import FastText, Word2Vec

    hierarchical = what == "skip-gram-hs"
    options = dict(
        corpus_file=text,
        vector_size=int(dimensions),
        window=5,
        min_count=5,
        sample=1e-3,
        workers=threads,
        epochs=int(epochs),
        alpha=float(rate),
        seed=int(seed),
        sg=0 if what == "cbow" else 1,
        hs=1 if hierarchical else 0,
        negative=0 if hierarchical else 5,
    )
    start = time.perf_counter()
    model = FastText(bucket=2000000, **options) if what == "sub-words" else Word2Vec(**options)
    seconds = time.perf_counter() - start
    if save and what == "sub-words":
        from gensim.models.fasttext import save_facebook_model

        save_facebook_model(model, save)
    elif save:
        model.wv.save_word2vec_format(save, binary=True)
    return model.corpus_total_words * int(epochs) / seconds


def doc2vec(threads, text, dimensions, epochs):
    from gensim.models.doc2vec import Doc2Vec

    start = time.perf_counter()
    model = Doc2Vec(corpus_file=text, dm=0, vector_size=int(dimensions), min_count=5, sample=1e-3, workers=threads, epochs=int(epochs), negative=5)
    return model.corpus_total_words * int(epochs) / (time.perf_counter() - start)


def load(file):
    from gensim.models import KeyedVectors

    start = time.perf_counter()
    vectors = KeyedVectors.load_word2vec_format(file)
    return len(vectors) / (time.perf_counter() - start)


def neighbours(rows, dimensions):
    import numpy
    from gensim.models import KeyedVectors

    vectors = KeyedVectors(int(dimensions))
    random = numpy.random.default_rng(1)
    names = [str(i) for i in range(int(rows))]
    vectors.add_vectors(names, random.random((int(rows), int(dimensions)), dtype=numpy.float32) - 0.5)
    vectors.most_similar("0")
    start = time.perf_counter()
    for i in range(10):
        vectors.most_similar(str(i))
    return 10 / (time.perf_counter() - start)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
