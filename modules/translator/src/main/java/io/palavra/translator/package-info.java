/** Neural machine translation with encoder and decoder. */
package io.palavra.translator;
