package dev.konglightstep.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {
  @Test
  void parseArray_objects_areReadInOrder() {
    List<JsonObject> objects = JsonObject.parseArray("[{\"a\":\"1\"},{\"a\":\"2\"}]");

    assertThat(objects).extracting(object -> object.requiredText("a")).containsExactly("1", "2");
    assertThat(objects.get(1).invalid("b", "expected c")).hasMessage("[1].b: expected c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"CANARY":1}   | expected a JSON array of objects
          [{},"CANARY"]  | [1]: expected an object
          [{},CANARY]    | expected JSON
          """)
  void parseArray_somethingElse_isNamedByItsPath(String document, String message) {
    assertThatThrownBy(() -> JsonObject.parseArray(document))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessage(message);
  }

  @Test
  void flag_absentOrThere_isRead() {
    JsonObject object = JsonObject.parse("{\"yes\":true,\"no\":false,\"null\":null}");

    assertThat(object.flag("yes", false)).isTrue();
    assertThat(object.flag("no", true)).isFalse();
    assertThat(object.flag("null", true)).isTrue();
    assertThat(object.flag("absent", true)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"true\"", "1", "[]"})
  void flag_anotherType_isRefused(String value) {
    assertThatThrownBy(() -> JsonObject.parse("{\"a\":" + value + "}").flag("a", true))
        .hasMessage("a: expected true or false");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          haeder  | unknown field; did you mean "header"?
          headers | unknown field; did you mean "header"?
          heade   | unknown field; did you mean "header"?
          reader  | unknown field; did you mean "header"?
          nmae    | unknown field; did you mean "name"?
          HEADER  | unknown field; expected one of [header, name]
          other   | unknown field; expected one of [header, name]
          """)
  void requireOnly_unknownField_suggestsWhatWasMeant(String field, String message) {
    JsonObject object = JsonObject.parse("{\"name\":1,\"" + field + "\":\"CANARY\"}");

    assertThatThrownBy(() -> object.requireOnly(Set.of("name", "header")))
        .hasMessage(field + ": " + message);
  }
}
