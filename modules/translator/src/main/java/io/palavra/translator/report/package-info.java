/** What a translator's test says, as text, as a page and as pictures. */
package io.palavra.translator.report;
