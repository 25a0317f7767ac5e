/** What commands read: data, models and texts as they are named on the command line. */
package io.palavra.cli.input;
