/** Data sets by name or by path. */
package io.palavra.pipeline.catalog;
