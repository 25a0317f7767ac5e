/** Which program this is: its version, its source revision, and the Deeplearning4j below it. */
package io.palavra.training.version;
