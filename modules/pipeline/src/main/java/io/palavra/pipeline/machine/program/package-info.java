/** Other programs of the operating system, asked with patience that ends. */
package io.palavra.pipeline.machine.program;
