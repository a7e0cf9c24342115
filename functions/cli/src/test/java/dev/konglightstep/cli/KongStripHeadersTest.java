package dev.konglightstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** infra/kong/strip-headers.lua: what a service behind Kong still gets. */
class KongStripHeadersTest {
  private static final List<String> LATTICE =
      List.of(
          "x-amzn-lattice-identity",
          "x-amzn-lattice-identity-tags",
          "x-amzn-lattice-network",
          "x-amzn-lattice-target");
  private static final List<String> ALB =
      List.of("x-amzn-oidc-accesstoken", "x-amzn-oidc-data", "x-amzn-oidc-identity");
  private static final List<String> OTHERS =
      List.of("authorization", "host", "x-amzn-trace-id", "x-forwarded-for");

  @Test
  void withoutALoadBalancer_allOfThemGo_inAnySpelling() {
    LuaKong kong = run(LuaKong.STRIP);

    assertThat(headersOf(kong)).containsExactlyInAnyOrderElementsOf(OTHERS);
  }

  @Test
  void behindLattice_itsOwnStay_asItSpellsThem() {
    LuaKong kong = run(LuaKong.switchedOn(LuaKong.STRIP, "BEHIND_LATTICE"));

    assertThat(headersOf(kong)).containsAll(OTHERS).containsAll(LATTICE).hasSize(8);
  }

  @Test
  void behindALoadBalancer_itsOwnStay_asItSpellsThem() {
    LuaKong kong = run(LuaKong.switchedOn(LuaKong.STRIP, "BEHIND_ALB"));

    assertThat(headersOf(kong)).containsAll(OTHERS).containsAll(ALB).hasSize(7);
  }

  @Test
  void headersThatCannotAllBeListed_areRefused() {
    LuaKong kong = new LuaKong("headers['host'] = 'h' cut = 'truncated'").run(LuaKong.STRIP);

    assertThat(kong.value("status")).isEqualTo("431");
  }

  @Test
  void globals_areNeverMade() {
    assertThat(run(LuaKong.STRIP).leftBehind()).isEmpty();
  }

  private static LuaKong run(String text) {
    StringBuilder request = new StringBuilder();
    for (List<String> names : List.of(LATTICE, ALB, OTHERS)) {
      names.forEach(name -> request.append("headers['").append(name).append("'] = 'a' "));
    }
    LATTICE.forEach(name -> request.append(copy(name.replace('-', '_'))));
    ALB.forEach(name -> request.append(copy(name.replaceFirst("-", "_"))));
    return new LuaKong(request.toString()).run(text);
  }

  private static String copy(String name) {
    return "headers['" + name + "'] = {'b', 'c'} ";
  }

  private static List<String> headersOf(LuaKong kong) {
    return List.copyOf(new TreeMap<>(kong.table("headers")).keySet());
  }
}
