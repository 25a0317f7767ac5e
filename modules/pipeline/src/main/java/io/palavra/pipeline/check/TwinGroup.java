package io.palavra.pipeline.check;

/** Equal or similar texts of one kind in one part, or in two. */
record TwinGroup(FindingKind kind, Part first, Part second) {

  String where() {
    if (kind == FindingKind.CONTRADICTING_LABELS) {
      return "all";
    }
    return first == second ? first.toString() : first + "/" + second;
  }
}
