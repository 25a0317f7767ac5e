/** Programs that let the kernels learn known tasks, and that wear them. */
package io.palavra.benchmarks.learning;
