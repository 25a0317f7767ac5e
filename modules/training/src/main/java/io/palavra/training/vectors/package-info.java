/** Word vectors learned elsewhere, as an application that begins with them sees them. */
package io.palavra.training.vectors;
