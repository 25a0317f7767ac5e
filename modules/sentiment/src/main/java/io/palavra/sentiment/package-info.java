/** Sentiment and topic classification with recurrent networks. */
package io.palavra.sentiment;
