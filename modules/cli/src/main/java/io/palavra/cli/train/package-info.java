/** Verbs that train classifiers, translators and vectors. */
package io.palavra.cli.train;
