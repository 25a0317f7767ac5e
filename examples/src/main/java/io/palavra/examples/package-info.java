/** Examples, each one screen long, on the library's public classes alone. */
package io.palavra.examples;
