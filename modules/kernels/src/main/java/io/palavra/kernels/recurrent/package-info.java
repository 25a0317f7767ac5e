/** The recurrence itself, one direction at a time, and the Deeplearning4j layers that run it. */
package io.palavra.kernels.recurrent;
