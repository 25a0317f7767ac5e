package io.palavra.pipeline.check;

import java.util.List;

/** Looks for one kind of fault, row by row: first all of test, then dev, then train. */
interface Inspector {

  void see(Row row);

  List<Finding> findings();
}
