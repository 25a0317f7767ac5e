/** A search as a page, as a table and as JSON. */
package io.palavra.search.report;
