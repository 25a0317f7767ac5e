/** What an application is to the command line: a kind of model. */
package io.palavra.training.kind;
