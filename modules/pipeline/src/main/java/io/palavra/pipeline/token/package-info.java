/** Text to tokens and back. */
package io.palavra.pipeline.token;
