/** The recurrent network of the sentiment classifier, and the graph vertices it needs. */
package io.palavra.sentiment.network;
