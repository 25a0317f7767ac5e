/** What is particular to DNA: bases and stretches of them as tokens. */
package io.palavra.cnn.dna;
