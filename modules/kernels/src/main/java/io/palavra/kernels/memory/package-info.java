/** What layers and vertices say of the memory that they need. */
package io.palavra.kernels.memory;
