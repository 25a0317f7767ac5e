/** Training, development and test sets as types that can not be mistaken for one another. */
package io.palavra.pipeline.split;
