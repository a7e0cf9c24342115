package dev.konglightstep.cli;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.jse.JsePlatform;

/**
 * A request in Kong, as a Lua text of infra/kong sees it. Lua 5.2 runs it, where Kong has LuaJIT
 * (Lua 5.1): nothing in these texts is read otherwise there.
 */
final class LuaKong {
  static final String IDENTITY = text("infra/kong/identity.lua");
  static final String STRIP = text("infra/kong/strip-headers.lua");

  /** All that Kong's sandbox lets in (kong-lua-sandbox 1.1, BASE_ENV), as far as Lua 5.2 has it. */
  private static final List<String> SANDBOX =
      List.of(
          "_VERSION",
          "assert",
          "error",
          "ipairs",
          "next",
          "pairs",
          "pcall",
          "select",
          "tonumber",
          "tostring",
          "type",
          "xpcall",
          "coroutine",
          "math",
          "string",
          "table",
          "kong",
          "ngx");

  private final Globals world = JsePlatform.standardGlobals();
  private final LuaTable sandbox = new LuaTable();

  /**
   * @param request what is different from a request without anything, in Lua
   */
  LuaKong(String request) {
    world.load(text("functions/cli/src/test/resources/kong-request.lua"), "kong-request").call();
    world.load(request, "request").call();
    SANDBOX.forEach(name -> sandbox.set(name, world.get(name)));
  }

  /** Says that a load balancer is in front, as an operator does. */
  static String switchedOn(String text, String name) {
    String off = "local " + name + " = false";
    if (!text.contains(off)) {
      throw new IllegalArgumentException("no switch " + name);
    }
    return text.replace(off, "local " + name + " = true");
  }

  /** Runs a text for two requests, as the plugin does (kong/plugins/pre-function/_handler.lua). */
  LuaKong run(String text) {
    LuaValue chunk = world.load(new StringReader(text), "plugin", sandbox);
    LuaValue function = chunk.call();
    function.call();
    function.call();
    return this;
  }

  /** What is on the root span now. */
  Map<String, String> attributes() {
    return table("attributes");
  }

  /** A table of texts of the request. */
  Map<String, String> table(String name) {
    Map<String, String> entries = new TreeMap<>();
    LuaTable table = world.get(name).checktable();
    for (Varargs entry = table.next(LuaValue.NIL);
        !entry.isnil(1);
        entry = table.next(entry.arg(1))) {
      entries.put(entry.arg(1).tojstring(), entry.arg(2).tojstring());
    }
    return entries;
  }

  String value(String name) {
    return world.get(name).tojstring();
  }

  /** Globals that a text has made: Kong's workers share them among all requests. */
  List<String> leftBehind() {
    return List.of(sandbox.keys()).stream()
        .map(LuaValue::tojstring)
        .filter(name -> !SANDBOX.contains(name))
        .toList();
  }

  private static String text(String path) {
    try {
      return Files.readString(Project.file(path), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
