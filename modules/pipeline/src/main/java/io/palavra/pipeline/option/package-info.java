/** What records of options say about themselves, and how their values are written. */
package io.palavra.pipeline.option;
