/** The verb on translators, and the flags of their search. */
package io.palavra.cli.translate;
