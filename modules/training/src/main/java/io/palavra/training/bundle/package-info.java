/** {@code model.palavra}: one zip that holds a model and can not run code. */
package io.palavra.training.bundle;
