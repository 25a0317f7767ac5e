/**
 * What a finished run leaves for people and for programs: a page, pictures and a file of figures.
 */
package io.palavra.training.report;
