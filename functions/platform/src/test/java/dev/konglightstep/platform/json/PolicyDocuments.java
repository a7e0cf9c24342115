package dev.konglightstep.platform.json;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Policies, good and bad; what must not be repeated in a message is called CANARY. */
final class PolicyDocuments {
  private PolicyDocuments() {}

  /** What the parser and the schema both take. */
  static Stream<String> good() {
    return Stream.of(
        "{}",
        "{\"$schema\":\"https://example/policy.json\"}",
        "{\"sampling\":{},\"redaction\":{},\"identity\":{}}",
        "{\"sampling\":{\"preset\":\"essentials\"}}",
        "{\"sampling\":{\"preset\":\"essentials\",\"otherwise\":0}}",
        "{\"sampling\":{\"upstream_rate\":\"unknown\",\"orphans\":\"drop\",\"otherwise\":1}}",
        "{\"sampling\":{\"upstream_rate\":0.01,\"orphans\":\"keep\",\"rules\":[]}}",
        "{\"sampling\":{\"rules\":[{\"keep\":0}]}}",
        """
        {"sampling":{"upstream_rate":1,"rules":[
           {"name":"checkout","route":"/checkout*","path":["/a","/b?"],"host":"*.test","keep":1},
           {"name":"busy.r_1-2","method":"GET","status":404,"min_duration":"PT0.5S","keep":0.5},
           {"method":["get","M-SEARCH"],"status":"5xx","min_duration":"500ms","keep":1e-3},
           {"status":["1xx",429,"503"],"min_duration":"1.5s","error":true,"keep":1,"at":"proxy"},
           {"min_duration":"PT1H2M3.000001S","service":["edge","*"],"keep":0,"at":"source"},
           {"min_duration":"0.000001ms","error":false,"route":"","keep":1.0},
           {"principal":{"arn":"arn:aws:iam::*:role/orders-*","account_id":["1","2"],
             "type":"role","account_name":"a","session_name":"s","status":"unknown",
             "source":"x","assurance":"verified","tag.team":["payments"],"tag.a b":"*"},"keep":1}],
         "otherwise":0.1,"orphans":"otherwise"}}
        """,
        """
        {"redaction":{"url_query":"names","sql_literals":"keep",
          "detectors":{"aws-key":true,"jwt":false,"bearer":true,"known-token":true,
            "url-secret":true,"secret-word":true,"card":false},
          "drop":["net.peer.*"],"keep":["http.*","db.statement"],
          "mask":[{"name":"order","pattern":"ORD-[0-9]+","keys":["http.url"]},
                  {"name":"iban","pattern":"[A-Z]{2}[0-9]{20}"}]}}
        """,
        "{\"redaction\":{\"url_query\":\"keep\",\"detectors\":{},\"drop\":[],\"mask\":[]}}",
        """
        {"identity":{"claims":["alb","consumer-name","custom-id","lattice","sigv4","consumer-id"],
          "exclusive_ingress":["alb","lattice"],"user_attributes":"claimed","children":"full",
          "tags":["team","cost centre"],"pseudonyms":true,"decisions":0.01,
          "oidc_issuer":"https://example.okta.com","partition":"aws-eusc"}}
        """,
        "{\"identity\":{\"exclusive_ingress\":[],\"tags\":[],\"children\":\"none\"}}",
        "{\"latency\":{\"to\":\"backend\"}}",
        "{\"latency\":{\"to\":\"emf\",\"principal\":true,\"max_series\":100000}}",
        "{\"latency\":{\"to\":\"emf\",\"max_series\":2.0}}",
        "{\"sampling\":{\"rules\":[{\"status\":404.0,\"keep\":1}]}}",
        sampling("{\"route\":\"" + "é".repeat(256) + "\",\"keep\":1}"));
  }

  /** What neither takes, and where our message says the mistake is. */
  static Stream<Bad> bad() {
    return Stream.of(
            shape(),
            sharesAndWords(),
            rules(),
            conditions(),
            principals(),
            redaction(),
            identity(),
            latency())
        .flatMap(List::stream);
  }

  /** What JSON Schema cannot say. */
  static Stream<Bad> badByOurWordsAlone() {
    return Stream.of(
        new Bad(
            sampling("{\"name\":\"a\",\"keep\":1},{\"name\":\"a\",\"keep\":1}"),
            "sampling.rules[1].name: expected a name of its own; this one is taken"),
        new Bad(
            sampling("{\"name\":\"rule-2\",\"keep\":1},{\"keep\":1}"),
            "sampling.rules[1].name: expected a name of its own; this one is taken"),
        new Bad(
            "{\"sampling\":{\"preset\":\"essentials\",\"rules\":[{\"name\":\"essentials.slow\",\"keep\":0}]}}",
            "sampling.rules[0].name: expected a name of its own; this one is taken"),
        new Bad(
            mask("{\"name\":\"a\",\"pattern\":\"b\"},{\"name\":\"a\",\"pattern\":\"c\"}"),
            "redaction.mask[1].name: expected a name of its own; this one is taken"),
        new Bad(
            mask("{\"name\":\"a\",\"pattern\":\"CANARY(\"}"),
            "redaction.mask[0].pattern: expected a regular expression of RE2: missing closing )"),
        new Bad(
            mask("{\"name\":\"a\",\"pattern\":\"(?=CANARY)\"}"),
            "redaction.mask[0].pattern: expected a regular expression of RE2: invalid or"
                + " unsupported Perl syntax"),
        new Bad(
            mask("{\"name\":\"a\",\"pattern\":\"((a{100}){100}){100}\"}"),
            "redaction.mask[0].pattern: expected less repeats; written out they are too long"),
        new Bad(
            mask("{\"name\":\"a\",\"pattern\":\"(CANARY)*\"}"),
            "redaction.mask[0].pattern: expected a pattern that an empty text does not match"),
        new Bad(
            "{\"sampling\":{\"otherwise\":1,\"rules\":[{\"keep\":1},{\"keep\":0,\"keep\":1}]}}",
            "sampling.rules[1].keep: expected once, found twice"),
        new Bad("{\"latency\":{},\"latency\":{}}", "latency: expected once, found twice"),
        new Bad("{} {\"CANARY\":1}", "expected one document, found more behind it"),
        new Bad("{} CANARY", "expected JSON; it is none at line 1, column 4"),
        new Bad("{\n \"sampling\" CANARY}", "expected JSON; it is none at line 2, column 13"),
        new Bad(
            "{\"sampling\":{\"otherwise\":0.5", "expected JSON; it is none at line 1, column 29"),
        new Bad("", "expected a JSON object"));
  }

  private static List<Bad> shape() {
    return List.of(
        new Bad("[]", "expected a JSON object"),
        new Bad("\"CANARY\"", "expected a JSON object"),
        new Bad("null", "expected a value, found null"),
        new Bad("{\"sampling\":null}", "sampling: expected a value, found null"),
        new Bad(
            sampling("{\"keep\":1,\"route\":[\"/a\",null]}"),
            "sampling.rules[0].route[1]: expected a value, found null"),
        new Bad("{\"sampling\":[]}", "sampling: expected an object"),
        new Bad("{\"redaction\":\"CANARY\"}", "redaction: expected an object"),
        new Bad("{\"$schema\":7}", "$schema: expected a text"),
        new Bad("{\"samplng\":{}}", "samplng: unknown field; did you mean \"sampling\"?"),
        new Bad(
            "{\"rules\":[]}",
            "rules: unknown field; expected one of [$schema, identity, latency, redaction,"
                + " sampling]"),
        new Bad("{\"identity\":[]}", "identity: expected an object"));
  }

  private static List<Bad> identity() {
    return List.of(
        identity("\"childen\":\"CANARY\"", "childen: unknown field; did you mean \"children\"?"),
        identity("\"children\":\"CANARY\"", "children: expected \"full\" or \"short\" or \"none\""),
        identity("\"claims\":[]", "claims: expected at least one"),
        identity(
            "\"claims\":[\"sigv4\",\"custom_id\"]",
            "claims[1]: expected \"custom-id\" or \"consumer-name\" or \"lattice\" or \"alb\" or"
                + " \"sigv4\" or \"consumer-id\""),
        identity("\"claims\":[\"alb\",\"alb\"]", "claims[1]: expected each once"),
        identity("\"exclusive_ingress\":\"alb\"", "exclusive_ingress: expected an array"),
        identity(
            "\"exclusive_ingress\":[\"sigv4\"]",
            "exclusive_ingress[0]: expected \"alb\" or \"lattice\""),
        identity(
            "\"user_attributes\":true", "user_attributes: expected \"verified\" or \"claimed\""),
        identity("\"tags\":[\"\"]", "tags[0]: expected 1 to 128 characters"),
        identity("\"tags\":[7]", "tags[0]: expected a text"),
        identity("\"pseudonyms\":\"CANARY\"", "pseudonyms: expected true or false"),
        identity("\"decisions\":2", "decisions: expected a number from 0 to 1"),
        identity("\"oidc_issuer\":\"CANARY a\"", "oidc_issuer: expected a URL without blanks"),
        identity(
            "\"partition\":\"CANARY\"",
            "partition: expected one of aws, aws-cn, aws-us-gov, aws-iso, aws-iso-b, aws-iso-e,"
                + " aws-iso-f, aws-eusc"));
  }

  private static Bad identity(String field, String message) {
    return new Bad("{\"identity\":{" + field + "}}", "identity." + message);
  }

  private static List<Bad> sharesAndWords() {
    String rate = "sampling.upstream_rate: expected a number above 0 and up to 1, or \"unknown\"";
    return List.of(
        new Bad(
            "{\"sampling\":{\"otherwise\":1.1}}",
            "sampling.otherwise: expected a number from 0 to 1"),
        new Bad(
            "{\"sampling\":{\"otherwise\":-0.1}}",
            "sampling.otherwise: expected a number from 0 to 1"),
        new Bad(
            "{\"sampling\":{\"otherwise\":\"0.1\"}}",
            "sampling.otherwise: expected a number from 0 to 1"),
        new Bad(
            "{\"sampling\":{\"otherwise\":1e400}}",
            "sampling.otherwise: expected a number from 0 to 1"),
        new Bad("{\"sampling\":{\"upstream_rate\":0}}", rate),
        new Bad(
            "{\"sampling\":{\"upstream_rate\":2}}",
            "sampling.upstream_rate: expected a number from 0 to 1"),
        new Bad("{\"sampling\":{\"upstream_rate\":\"CANARY\"}}", rate),
        new Bad("{\"sampling\":{\"upstream_rate\":true}}", rate),
        new Bad(
            "{\"sampling\":{\"orphans\":\"CANARY\"}}",
            "sampling.orphans: expected \"otherwise\" or \"keep\" or \"drop\""),
        new Bad(
            "{\"sampling\":{\"preset\":\"CANARY\"}}", "sampling.preset: expected \"essentials\""),
        new Bad("{\"sampling\":{\"preset\":[]}}", "sampling.preset: expected \"essentials\""),
        new Bad(
            "{\"sampling\":{\"otherwize\":1}}",
            "sampling.otherwize: unknown field; did you mean \"otherwise\"?"));
  }

  private static List<Bad> rules() {
    String name = "sampling.rules[0].name: expected 1 to 40 of a-z, 0-9, dot, dash and underscore";
    return List.of(
        new Bad("{\"sampling\":{\"rules\":{}}}", "sampling.rules: expected an array of objects"),
        new Bad("{\"sampling\":{\"rules\":[\"CANARY\"]}}", "sampling.rules[0]: expected an object"),
        new Bad(
            sampling("{\"keep\":1},{}"),
            "sampling.rules[1].keep: expected a number from 0 to 1, found nothing"),
        new Bad(
            sampling("{\"keep\":true}"), "sampling.rules[0].keep: expected a number from 0 to 1"),
        new Bad(
            sampling("{\"keep\":[1]}"), "sampling.rules[0].keep: expected a number from 0 to 1"),
        new Bad(
            sampling("{\"keep\":1,\"at\":\"CANARY\"}"),
            "sampling.rules[0].at: expected \"proxy\" or \"source\""),
        new Bad(sampling("{\"keep\":1,\"name\":\"Canary CANARY\"}"), name),
        new Bad(sampling("{\"keep\":1,\"name\":\"\"}"), name),
        new Bad(sampling("{\"keep\":1,\"name\":\"" + "a".repeat(41) + "\"}"), name),
        new Bad(sampling("{\"keep\":1,\"name\":7}"), "sampling.rules[0].name: expected a text"),
        new Bad(
            sampling("{\"keep\":1,\"name\":\"otherwise\"}"),
            "sampling.rules[0].name: expected a name of its own; this one is taken"),
        new Bad(
            sampling("{\"keep\":1,\"routes\":[]}"),
            "sampling.rules[0].routes: unknown field; did you mean \"route\"?"),
        new Bad(
            sampling(String.join(",", Collections.nCopies(1001, "{\"keep\":1}"))),
            "sampling.rules: expected at most 1000"));
  }

  private static List<Bad> conditions() {
    String time =
        ".min_duration: expected a time above zero, such as \"500ms\", \"1.5s\", \"PT0.5S\"";
    String status = ".status: expected a status such as 404, or \"5xx\"";
    return List.of(
        when("\"route\":7", ".route: expected a text"),
        when("\"route\":{\"CANARY\":1}", ".route: expected a text"),
        when("\"route\":[]", ".route: expected at least one"),
        when("\"path\":[\"/a\",[\"CANARY\"]]", ".path[1]: expected a text"),
        when("\"host\":\"" + "a".repeat(257) + "\"", ".host: expected at most 256 characters"),
        when("\"service\":[\"a\",true]", ".service[1]: expected a text"),
        when("\"method\":\"\"", ".method: expected a method such as GET"),
        when("\"method\":[\"GET\",\"CANARY 1\"]", ".method[1]: expected a method such as GET"),
        when("\"method\":[]", ".method: expected at least one"),
        when("\"status\":\"CANARY\"", status),
        when("\"status\":\"6xx\"", status),
        when("\"status\":\"4XX\"", status),
        when("\"status\":true", status),
        when("\"status\":99", ".status: expected a whole number from 100 to 599"),
        when("\"status\":600", ".status: expected a whole number from 100 to 599"),
        when("\"status\":404.5", ".status: expected a whole number from 100 to 599"),
        when("\"status\":[404,\"40\"]", ".status[1]: expected a status such as 404, or \"5xx\""),
        when("\"status\":[]", ".status: expected at least one"),
        when("\"min_duration\":1", ".min_duration: expected a text"),
        when("\"min_duration\":\"CANARY\"", time),
        when("\"min_duration\":\"0s\"", time),
        when("\"min_duration\":\"PT0.0S\"", time),
        when("\"min_duration\":\"PT\"", time),
        when("\"min_duration\":\"PT5\"", time),
        when("\"min_duration\":\"-1s\"", time),
        when("\"min_duration\":\"1 s\"", time),
        when("\"min_duration\":\"1000000000s\"", time),
        when("\"min_duration\":\"P1D\"", time),
        when("\"error\":\"true\"", ".error: expected true or false"));
  }

  private static List<Bad> principals() {
    return List.of(
        when("\"principal\":\"CANARY\"", ".principal: expected an object"),
        when("\"principal\":{}", ".principal: expected at least one attribute"),
        when("\"principal\":{\"arn\":7}", ".principal.arn: expected a text"),
        when("\"principal\":{\"arn\":[]}", ".principal.arn: expected at least one"),
        when(
            "\"principal\":{\"tag.\":\"CANARY\"}",
            ".principal.tag.: unknown field; expected one of"
                + " [account_id, account_name, arn, assurance, session_name, source, status, type]"),
        when(
            "\"principal\":{\"acount_id\":\"CANARY\"}",
            ".principal.acount_id: unknown field; did" + " you mean \"account_id\"?"),
        when("\"principal\":{\"tag.team\":[\"a\",1]}", ".principal.tag.team[1]: expected a text"));
  }

  private static List<Bad> redaction() {
    return List.of(
        new Bad(
            "{\"redaction\":{\"url_query\":\"CANARY\"}}",
            "redaction.url_query: expected \"remove\" or \"names\" or \"keep\""),
        new Bad(
            "{\"redaction\":{\"sql_literals\":\"names\"}}",
            "redaction.sql_literals: expected \"remove\" or \"keep\""),
        new Bad(
            "{\"redaction\":{\"detectors\":{\"card\":\"CANARY\"}}}",
            "redaction.detectors.card: expected true or false"),
        new Bad(
            "{\"redaction\":{\"detectors\":{\"cart\":false}}}",
            "redaction.detectors.cart: unknown field; did you mean \"card\"?"),
        new Bad("{\"redaction\":{\"detectors\":[]}}", "redaction.detectors: expected an object"),
        new Bad("{\"redaction\":{\"drop\":\"CANARY\"}}", "redaction.drop: expected an array"),
        new Bad("{\"redaction\":{\"drop\":[7]}}", "redaction.drop[0]: expected a text"),
        new Bad("{\"redaction\":{\"keep\":[]}}", "redaction.keep: expected at least one"),
        new Bad("{\"redaction\":{\"keep\":{}}}", "redaction.keep: expected an array"),
        new Bad(
            "{\"redaction\":{\"masks\":[]}}",
            "redaction.masks: unknown field; did you mean \"mask\"?"),
        new Bad("{\"redaction\":{\"mask\":[7]}}", "redaction.mask[0]: expected an object"),
        new Bad(
            mask("{\"pattern\":\"CANARY\"}"),
            "redaction.mask[0].name: expected a value, found nothing"),
        new Bad(
            mask("{\"name\":\"a\"}"), "redaction.mask[0].pattern: expected a value, found nothing"),
        new Bad(
            mask("{\"name\":\"a\",\"pattern\":\"\"}"),
            "redaction.mask[0].pattern: expected 1 to 1000 characters"),
        new Bad(
            mask("{\"name\":\"a\",\"pattern\":\"" + "b".repeat(1001) + "\"}"),
            "redaction.mask[0].pattern: expected 1 to 1000 characters"),
        new Bad(
            mask("{\"name\":\"A\",\"pattern\":\"b\"}"),
            "redaction.mask[0].name: expected 1 to 40 of a-z, 0-9, dot, dash and underscore"),
        new Bad(
            mask("{\"name\":\"a\",\"pattern\":\"b\",\"keys\":[]}"),
            "redaction.mask[0].keys: expected at least one"),
        new Bad(
            mask("{\"name\":\"a\",\"pattern\":\"b\",\"key\":[\"CANARY\"]}"),
            "redaction.mask[0].key: unknown field; did you mean \"keys\"?"),
        new Bad(manyMasks(101), "redaction.mask: expected at most 100"));
  }

  private static List<Bad> latency() {
    String series = "latency.max_series: expected a whole number from 1 to 100000";
    return List.of(
        new Bad("{\"latency\":{}}", "latency.to: expected \"backend\" or \"emf\""),
        new Bad("{\"latency\":{\"to\":\"CANARY\"}}", "latency.to: expected \"backend\" or \"emf\""),
        new Bad(
            "{\"latency\":{\"to\":\"emf\",\"principal\":1}}",
            "latency.principal: expected true or false"),
        new Bad("{\"latency\":{\"to\":\"emf\",\"max_series\":0}}", series),
        new Bad("{\"latency\":{\"to\":\"emf\",\"max_series\":100001}}", series),
        new Bad("{\"latency\":{\"to\":\"emf\",\"max_series\":1.5}}", series),
        new Bad("{\"latency\":{\"to\":\"emf\",\"max_series\":1e30}}", series),
        new Bad("{\"latency\":{\"to\":\"emf\",\"max_series\":\"7\"}}", series));
  }

  static String sampling(String rules) {
    return "{\"sampling\":{\"rules\":[" + rules + "]}}";
  }

  private static Bad when(String condition, String message) {
    return new Bad(sampling("{\"keep\":1," + condition + "}"), "sampling.rules[0]" + message);
  }

  private static String mask(String masks) {
    return "{\"redaction\":{\"mask\":[" + masks + "]}}";
  }

  private static String manyMasks(int count) {
    return mask(
        String.join(
            ",",
            IntStream.range(0, count)
                .mapToObj(i -> "{\"name\":\"m" + i + "\",\"pattern\":\"a\"}")
                .toList()));
  }

  /** A document with a mistake, and the whole message. */
  record Bad(String document, String message) {
    @Override
    public String toString() {
      return message;
    }
  }
}
