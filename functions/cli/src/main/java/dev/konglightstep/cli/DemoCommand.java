package dev.konglightstep.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code demo}: shows the main job and ends by itself. */
@Command(
    name = "demo",
    description = "Replay recorded Kong traffic through the proxy and account for every span.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  @Override
  public Integer call() throws InterruptedException {
    try (Demo demo = new Demo(DemoCommand::print)) {
      return demo.run() ? 0 : 1;
    }
  }

  private static void print(String line) {
    System.out.println(line);
  }
}
