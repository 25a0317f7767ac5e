/** What records of options say about themselves. */
package io.palavra.pipeline.option;
