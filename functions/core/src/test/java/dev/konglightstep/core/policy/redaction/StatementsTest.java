package dev.konglightstep.core.policy.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "SELECT \"id\", \"key\" FROM \"c\" WHERE \"key\" = 'CANARY' AND (\"ttl\" IS NULL) LIMIT 1; | SELECT \"id\", \"key\" FROM \"c\" WHERE \"key\" = ? AND (\"ttl\" IS NULL) LIMIT ?;",
        "select * from t where a='it''s' and b=\"x\" | select * from t where a=? and b=?",
        "select * from t where a = 'back\\'slash' or 1=1 | select * from t where a = ?",
        "select \"a\".\"b\" from \"a\" join c on \"a\".\"b\" = \"c\".\"d\" | select \"a\".\"b\" from \"a\" join c on \"a\".\"b\" = \"c\".\"d\"",
        "INSERT INTO t (\"a\", b) VALUES (\"x\", 'y', 1.5e-3), (\"z\", NULL, $1) | INSERT INTO t (\"a\", b) VALUES (?, ?, ?), (?, NULL, $1)",
        "select * from t where x in (\"a\",\"b\") and \"c\" like \"%d\" | select * from t where x in (?,?) and \"c\" like ?",
        "select a from t where b = 'C:\\' and c = 'SECRET' | select a from t where b = ?",
        "select E'a\\'b', N'x', x'ff', 0xff, t1.c2 from t1 | select ?, ?, ?, ?, t1.c2 from t1",
        "select $$secret$$, $t$a$b$t$, $1 | select ?, ?, $1",
        "select 1 -- secret | select ? ",
        "select /* secret */ a # secret | select   a ",
        "select a #>> '{b}' from t | select a #>> ? from t",
        "select q'[it's]', nq'{a}', b | select ?, ?, b",
        "select * from t where a between \"x\" and \"y\" and \"b\" is null | select * from t where a between ? and ? and \"b\" is null",
        "alter user kong identified by hunter2 account unlock | alter user kong identified by ? account unlock",
        "create user kong identified by 'x' account unlock | create user kong identified by ? account unlock",
        "select [masked:rule-1], 1 | select [masked:rule-1], ?",
        "select 'never ends | select ?",
        "select \"never ends | select ?",
        "select $$never ends | select ?",
        "  (select 1) | (select ?)",
        "AUTH secret | AUTH ?",
        "SET key secret | SET ?",
        "{\"find\":\"users\",\"filter\":{\"pw\":\"x\"}} | ?",
        "secret | ?",
        "SELECT é, 'ü' FROM ñ | SELECT é, ? FROM ñ"
      })
  void withoutLiterals_table(String statement, String expected) {
    assertThat(Statements.withoutLiterals(Bytes.utf8(statement)).text().strip())
        .isEqualTo(expected);
  }

  /** Whatever stands between quotes that end, nothing of it is left. */
  @Property
  void withoutLiterals_anyText_leavesNothingOfIt(
      @ForAll
          @Chars({'Z', '\\', '"', '$', ' ', '-', '/', '*', '#', '(', '`'})
          @StringLength(max = 12)
          String text) {
    String literal = "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";

    assertThat(Statements.withoutLiterals(Bytes.utf8("select " + literal + ", b")).text())
        .isEqualTo("select ?, b");
  }

  @Property(tries = 5_000)
  void withoutLiterals_again_changesNothing(
      @ForAll
          @Chars({'a', '1', '\'', '\\', '"', '$', ' ', '-', '/', '*', '#', '(', ',', '=', '`', '.'})
          @StringLength(max = 20)
          String text) {
    Bytes once = Statements.withoutLiterals(Bytes.utf8("select " + text));

    assertThat(Statements.withoutLiterals(once).text()).isEqualTo(once.text());
  }
}
