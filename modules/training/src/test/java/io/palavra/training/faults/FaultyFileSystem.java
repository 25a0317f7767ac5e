package io.palavra.training.faults;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Another file system, Jimfs for one, whose operations fail when {@link Faults} says so. Its paths
 * are made by {@link #getPath} and can be given to everything that takes a {@link Path}.
 */
public final class FaultyFileSystem extends FileSystem {
  private final FileSystem real;
  private final Faults faults = new Faults();
  private final FaultyProvider provider;

  private FaultyFileSystem(FileSystem real) {
    this.real = real;
    this.provider = new FaultyProvider(this, real.provider());
  }

  /** Wraps a file system; nothing fails yet. */
  public static FaultyFileSystem over(FileSystem real) {
    return new FaultyFileSystem(real);
  }

  /** When to fail. */
  public Faults faults() {
    return faults;
  }

  Path wrap(Path path) {
    return path == null ? null : new FaultyPath(this, path);
  }

  private Iterable<Path> wrapped(Iterable<Path> paths) {
    List<Path> all = new ArrayList<>();
    paths.forEach(path -> all.add(wrap(path)));
    return all;
  }

  @Override
  public FaultyProvider provider() {
    return provider;
  }

  @Override
  public void close() throws IOException {
    real.close();
  }

  @Override
  public boolean isOpen() {
    return real.isOpen();
  }

  @Override
  public boolean isReadOnly() {
    return real.isReadOnly();
  }

  @Override
  public String getSeparator() {
    return real.getSeparator();
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return wrapped(real.getRootDirectories());
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return real.getFileStores();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return real.supportedFileAttributeViews();
  }

  @Override
  public Path getPath(String first, String... more) {
    return wrap(real.getPath(first, more));
  }

  @Override
  public PathMatcher getPathMatcher(String syntaxAndPattern) {
    PathMatcher matcher = real.getPathMatcher(syntaxAndPattern);
    return path -> matcher.matches(FaultyPath.real(path));
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    return real.getUserPrincipalLookupService();
  }

  @Override
  public WatchService newWatchService() throws IOException {
    return real.newWatchService();
  }
}
