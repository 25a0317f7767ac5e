/**
 * The one place that knows Arbiter, which ended with Deeplearning4j's 1.0.0-beta7: its runner and
 * its genetic search run our tasks, and its {@code MultiLayerSpace} and {@code
 * ComputationGraphSpace} are spaces for our strategies.
 */
package io.palavra.search.arbiter;
