package io.palavra.cli.embeddings;

import picocli.CommandLine.Command;

/** {@code palavra embeddings}: its verbs are the other commands of this package. */
@Command(
    name = "embeddings",
    description =
        "Ask, score, convert, draw and compare vectors of words and texts; train makes them.",
    synopsisSubcommandLabel = "VERB",
    subcommands = {
      TrainVectorsCommand.class,
      SimilarCommand.class,
      AnalogyCommand.class,
      OddOneOutCommand.class,
      CosineCommand.class,
      ScoreVectorsCommand.class,
      PrintVectorsCommand.class,
      ConvertCommand.class,
      IndexCommand.class,
      ProjectCommand.class,
      CompareSpacesCommand.class,
      AlignCommand.class,
      BiasCommand.class,
      PhrasesCommand.class,
    },
    footer = {
      "",
      "MODEL|FILE is a model.palavra, its run's folder, or a file of vectors in any format: word2vec text",
      "or binary, fastText's .vec, .bin or .ftz, GloVe, each plain or gzipped; or a mapped file.",
      "",
      "Examples:",
      "  palavra train embeddings --data machado --out runs/machado",
      "  palavra embeddings similar runs/machado amor casa",
      "  palavra train embeddings --data imdb --set model=pv-dbow --out runs/texts",
      "  palavra embeddings similar runs/texts --text \"a charming comedy\"",
      "  palavra embeddings convert runs/machado machado.bin --format fasttext-bin"
    })
public final class EmbeddingsCommand {}
