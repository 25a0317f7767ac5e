package io.palavra.pipeline.check;

import io.palavra.pipeline.corpus.Place;
import io.palavra.pipeline.token.Token;
import java.util.List;

/**
 * A record as the inspectors see it.
 *
 * @param number its number over all parts in the order of the pass, from 0
 */
record Row(Part part, long number, Place place, String text, String label, List<Token> tokens) {}
