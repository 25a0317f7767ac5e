/** The verb on translators, and the terms that they are given. */
package io.palavra.cli.translate;
