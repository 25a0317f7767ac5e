/**
 * Records of options from YAML files, flags and bundles, and back. Records are plain data here: no
 * file names a class.
 */
package io.palavra.training.options;
