package dev.konglightstep.rotation.explore;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.standins.kong.admin.KongAdminModel;
import java.util.HashMap;
import java.util.Map;

/** Somebody's script that sets a header of its own: it reads the whole map and writes it back. */
final class ForeignWriter {
  private final Map<String, String> headers = new HashMap<>();

  void reads(World world) {
    headers.putAll(
        world
            .around()
            .kong(Surroundings.EDGE)
            .config(KongAdminModel.DEFAULT, world.around().plugin(Surroundings.EDGE))
            .orElseThrow()
            .headers());
  }

  void writes(World world) {
    ObjectNode change = JsonNodeFactory.instance.objectNode();
    ObjectNode map = change.putObject("config").putObject("headers");
    headers.forEach(map::put);
    map.put("x-extra", "changed");
    world
        .around()
        .kong(Surroundings.EDGE)
        .patch(KongAdminModel.DEFAULT, world.around().plugin(Surroundings.EDGE), change);
  }
}
