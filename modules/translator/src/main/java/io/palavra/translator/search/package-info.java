/** From a model's next-token probabilities to whole translations: greedy, beam, sampling. */
package io.palavra.translator.search;
