/** A search as it goes: what is asked, what is told, what is on disk. */
package io.palavra.search.study;
