/** Verbs on data sets. */
package io.palavra.cli.data;
