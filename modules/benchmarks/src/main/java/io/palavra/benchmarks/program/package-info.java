/** Other programs, and this one in a process of its own. */
package io.palavra.benchmarks.program;
