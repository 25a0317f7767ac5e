/**
 * Word vectors: trained from text ({@code train}), read and written in the formats of others
 * ({@code format}), asked for neighbours and analogies, and measured ({@code evaluate}).
 */
package io.palavra.embeddings;
