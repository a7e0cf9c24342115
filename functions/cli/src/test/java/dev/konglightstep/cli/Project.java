package dev.konglightstep.cli;

import java.nio.file.Path;

/** Files of the checkout that tests compare with the code. */
final class Project {
  private static final Path ROOT = Path.of(System.getProperty("project.root", "../.."));

  private Project() {}

  static Path file(String path) {
    return ROOT.resolve(path);
  }
}
