/** Deeplearning4j's own training page, reachable from this machine alone. */
package io.palavra.ui;
