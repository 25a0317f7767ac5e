/** What every text classifier has to pass. */
package io.palavra.training.classification;
