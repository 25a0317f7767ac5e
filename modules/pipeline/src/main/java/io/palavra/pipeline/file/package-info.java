/** Files that are whole or not there. */
package io.palavra.pipeline.file;
