/** Numbers that stand for others: checksums, and bits that look as if drawn. */
package io.palavra.pipeline.hash;
