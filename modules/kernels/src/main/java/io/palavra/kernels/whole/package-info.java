/** What has to have sequences in one piece. */
package io.palavra.kernels.whole;
