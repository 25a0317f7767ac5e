/** Searches over networks that a Deeplearning4j user has described, without a kind of model. */
package io.palavra.search.network;
