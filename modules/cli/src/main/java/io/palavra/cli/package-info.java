/** {@code palavra VERB ...}: parses, calls the library, prints. It has no logic of its own. */
package io.palavra.cli;
