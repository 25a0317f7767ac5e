/** The file that describes a search, read and checked before anything runs. */
package io.palavra.search.file;
