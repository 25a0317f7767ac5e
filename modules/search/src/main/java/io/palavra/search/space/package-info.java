/** Which options a search may choose, from which values, and when. */
package io.palavra.search.space;
