/** What modules register as services. */
package io.palavra.pipeline.service;
