package dev.konglightstep.rotation.sampling;

/**
 * What is to be done at a route.
 *
 * @param what as in "is made" or "is changed"
 * @param rate to which; what is taken away has none
 */
public record RouteChange(What what, RouteState state, double rate) {
  /** Its path, as traces have it. */
  public String path() {
    return state.route().path();
  }

  /** The plugin that is changed, or the route that gets one. */
  public String where() {
    return state
        .onRoute()
        .map(plugin -> state.place().address(plugin))
        .orElseGet(() -> state.place().address(state.route()));
  }

  /** Kinds of changes. */
  public enum What {
    /** A plugin is hung on the route. */
    CREATE,
    /** The plugin on the route gets another rate, and follows the one that it is a copy of. */
    CHANGE,
    /** A plugin of an earlier push is taken off the route. */
    REMOVE
  }
}
