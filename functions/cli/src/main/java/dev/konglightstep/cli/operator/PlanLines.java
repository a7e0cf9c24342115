package dev.konglightstep.cli.operator;

import dev.konglightstep.rotation.Plan;
import java.util.ArrayList;
import java.util.List;

/** Plans as a person reads them. */
final class PlanLines {
  private PlanLines() {}

  static boolean allClear(List<Plan> plans) {
    return plans.stream()
        .allMatch(plan -> plan instanceof Plan.Foreseen foreseen && foreseen.obstacles().isEmpty());
  }

  static List<String> of(List<Plan> plans) {
    List<String> lines = new ArrayList<>();
    for (Plan plan : plans) {
      switch (plan) {
        case Plan.Foreseen foreseen -> lines.addAll(of(foreseen));
        case Plan.Unreadable(String secret, String why) -> {
          lines.add("secret " + secret + ": cannot be read");
          lines.add("  " + why);
        }
      }
    }
    return lines;
  }

  private static List<String> of(Plan.Foreseen plan) {
    List<String> lines = new ArrayList<>();
    lines.add("secret " + plan.secret());
    lines.add("  would take " + next(plan));
    plan.notes().forEach(note -> lines.add("  note: " + note));
    plan.targets().forEach(target -> lines.addAll(TargetLines.of(target, TargetLines::plan)));
    lines.add("  setSecret needs an invocation with " + plan.needed() + " left");
    plan.obstacles().forEach(obstacle -> lines.add("  obstacle: " + obstacle));
    lines.add(
        plan.obstacles().isEmpty()
            ? "  a rotation would succeed, as far as can be seen"
            : "  a rotation would fail");
    return lines;
  }

  private static String next(Plan.Foreseen plan) {
    return switch (plan.next()) {
      case Plan.Next.PoolToken(String name) -> "pool token " + name;
      case Plan.Next.NewKey key -> "a new key of 256 bits";
      case Plan.Next.Nothing nothing -> "nothing";
    };
  }
}
