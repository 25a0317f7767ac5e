/** Which sub-words translate which, learned by counting. */
package io.palavra.translator.lexicon;
