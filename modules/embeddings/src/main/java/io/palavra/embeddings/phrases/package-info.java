/** Words that belong together, found in a text and joined (Mikolov et al. 2013, section 4). */
package io.palavra.embeddings.phrases;
