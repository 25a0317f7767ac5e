/** How a search chooses what to try next. Nothing here knows a model: ask, tell. */
package io.palavra.search.strategy;
