/** All that happens in a search, on disk before the next thing begins. */
package io.palavra.search.journal;
