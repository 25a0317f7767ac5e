/** On which device to compute, and what this machine has. */
package io.palavra.cli.device;
