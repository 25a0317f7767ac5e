/** A file system that fails on purpose, for the tests of everything that writes. */
package io.palavra.training.faults;
