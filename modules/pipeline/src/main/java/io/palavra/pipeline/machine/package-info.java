/** What the program runs on. */
package io.palavra.pipeline.machine;
