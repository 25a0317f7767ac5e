"""Writes what GensimFilesTest reads: python3 write_fixtures.py REVIEWS.csv FOLDER, with gensim 4."""

import csv
import re
import sys

from gensim.models import FastText, Word2Vec
from gensim.models.fasttext import save_facebook_model

QUESTIONS = ["muito", "não", "bom", "roteiro"]
UNSEEN = ["filminho", "atendente", "bonzinho"]


def sentences(file, most):
    with open(file, newline="", encoding="utf-8") as opened:
        for number, row in enumerate(csv.DictReader(opened)):
            if number < most:
                yield re.findall(r"\w+", row["text"].lower())


def write(file, lines):
    with open(file, "w", encoding="utf-8") as out:
        out.writelines(line + "\n" for line in lines)


def numbers(vector):
    return " ".join(repr(float(value)) for value in vector)


def main(reviews, folder):
    texts = list(sentences(reviews, 1500))
    how = dict(vector_size=7, min_count=25, epochs=3, sg=1, workers=1, seed=7)
    words = Word2Vec(texts, **how).wv
    words.save_word2vec_format(f"{folder}/vectors.txt")
    words.save_word2vec_format(f"{folder}/vectors.w2v", binary=True)
    words.save_word2vec_format(f"{folder}/vectors.glove", write_header=False)
    write(f"{folder}/vectors.exact", (f"{w} {numbers(words[w])}" for w in words.index_to_key))
    write(
        f"{folder}/neighbours.txt",
        (f"{w} {n} {c!r}" for w in QUESTIONS for n, c in words.most_similar(w, topn=5)),
    )
    sub = FastText(texts, min_n=3, max_n=4, bucket=150, **how)
    save_facebook_model(sub, f"{folder}/subwords.bin")
    write(f"{folder}/subwords.exact", (f"{w} {numbers(sub.wv[w])}" for w in QUESTIONS + UNSEEN))


main(sys.argv[1], sys.argv[2])
