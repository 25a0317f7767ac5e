/** Verbs on searches for options. */
package io.palavra.cli.tune;
