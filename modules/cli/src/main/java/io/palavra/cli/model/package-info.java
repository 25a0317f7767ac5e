/** Verbs on models: what kinds there are, and what a trained one says. */
package io.palavra.cli.model;
