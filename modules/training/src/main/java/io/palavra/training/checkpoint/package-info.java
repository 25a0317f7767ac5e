/** What a stopped training leaves on disk, and how it goes on from there to the last bit. */
package io.palavra.training.checkpoint;
