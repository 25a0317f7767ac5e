/** What the hyperparameter search is measured by. */
package io.palavra.benchmarks.search;
