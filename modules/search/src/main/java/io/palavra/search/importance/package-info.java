/** How much each option of a search mattered. */
package io.palavra.search.importance;
