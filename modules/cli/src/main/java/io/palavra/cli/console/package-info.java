/** What commands say and where: standard output, the error stream, colours, faults as one line. */
package io.palavra.cli.console;
