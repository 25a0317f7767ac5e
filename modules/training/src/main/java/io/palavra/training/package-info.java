/**
 * The training loop, evaluation, checkpoints, reports and the model bundle of every application.
 */
package io.palavra.training;
