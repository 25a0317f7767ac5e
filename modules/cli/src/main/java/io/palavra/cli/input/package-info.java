/** What commands are given: data, models, texts, and how a translator searches. */
package io.palavra.cli.input;
