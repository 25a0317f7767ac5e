/**
 * Programs that do the same work in turns, each in a process of its own, so that none lives with
 * what another leaves behind in a JVM or a pool of threads and all see the same minutes of the
 * machine.
 *
 * <p>A program reads lines and answers each with one line:
 *
 * <ul>
 *   <li>{@code warm}: works until its speed is what it will be; answers with the bytes that a step
 *       allocates, 0 where it does not know. May be done beside others.
 *   <li>{@code choose}: tries its ways to do the work (numbers of threads, layouts) and keeps the
 *       quickest; answers with its name. Wants the machine for itself.
 *   <li>{@code turn SECONDS}: works for half of that time to find its caches again, then for all of
 *       it; answers with the seconds of each step of the second part.
 * </ul>
 *
 * It ends where its input ends.
 */
package io.palavra.benchmarks.sidebyside;
