/** Training and translating beside PyTorch. */
package io.palavra.benchmarks.translator;
