/** Examples for who writes networks with Deeplearning4j's own classes. */
package io.palavra.examples.dl4j;
