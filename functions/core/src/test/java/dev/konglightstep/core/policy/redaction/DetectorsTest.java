package dev.konglightstep.core.policy.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes out of free text, what stays, and that what went does not go again. */
class DetectorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "id AKIAIOSFODNN7EXAMPLE. | id [masked:aws-key].",
        "ASIAIOSFODNN7EXAMPLE | [masked:aws-key]",
        "(AKIAIOSFODNN7EXAMPLE/20261124/eu-west-1) | ([masked:aws-key]/20261124/eu-west-1)",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY | [masked:aws-key]",
        "k wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY, é | k [masked:aws-key], é",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1g | [masked:jwt]",
        "x=eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0. y | x=[masked:jwt] y",
        "id.eyJhbGciOiJub25lIn0.abc.def.ghi.jkl | id.[masked:jwt]",
        "eyJ.eyJhbGciOi..eyJhbGciOiJub25lIn0.abc.def | eyJ.[masked:jwt]",
        "Bearer abcdefghijkl | Bearer [masked:bearer]",
        "got bearer  tok-123456! | got bearer  [masked:bearer]!",
        "Basic dXNlcjpwYXNzd29yZA== ok | Basic [masked:bearer] ok",
        "ghp_0123456789abcdefghijABCDEFGHIJ012345 | [masked:known-token]",
        "t:xoxb-123456789012-abcdefghijkl | t:[masked:known-token]",
        "dt0c01.ST2EY72KQINMH574WMNVI7YN.G3DFPBEJYMODIDAEX454M7YWBUVEFOWKPRVMWFAS | [masked:known-token]",
        "a -----BEGIN RSA PRIVATE KEY----- MIIE -----END RSA PRIVATE KEY----- b | a [masked:known-token] b",
        "-----BEGIN PRIVATE KEY----- MIIE cut | [masked:known-token]",
        "postgres://user:hunter2@db.test/x | postgres://[masked:url-secret]@db.test/x",
        "see https://tok@host/ and http://h/a@b | see https://[masked:url-secret]@host/ and http://h/a@b",
        "GET /x?apikey=abc&cart=1 failed | GET /x?apikey=[masked:url-secret]&cart=1 failed",
        "/x?a=1&X-Amz-Signature=ab12#f | /x?a=1&X-Amz-Signature=[masked:url-secret]#f",
        "/x?key=1&sig=2&code=3&other=4 | /x?key=[masked:url-secret]&sig=[masked:url-secret]&code=[masked:url-secret]&other=4",
        "password=hunter2, x | password=[masked:secret-word], x",
        "password: hunter2 | password: [masked:secret-word]",
        "DB_PASSWORD=hunter2 x | DB_PASSWORD=[masked:secret-word] x",
        "login with password swordfish now | login with password [masked:secret-word] now",
        "token: abc;x | token: [masked:secret-word];x",
        "clientSecret => 'a b' c | clientSecret => '[masked:secret-word]' c",
        "{\"password\":\"a b\",\"x\":1} | {\"password\":\"[masked:secret-word]\",\"x\":1}",
        "{\\\"token\\\": \\\"abc\\\"} | {\\\"token\\\": \\\"[masked:secret-word]\\\"}",
        "payment token rejected: CANARY-payment-token | payment token rejected: [masked:secret-word]",
        "token CANARY-payment-token refused | token [masked:secret-word] refused",
        "token \"a1 b2\" or 'c3d4' refused, token 'c3d4' too | token \"[masked:secret-word]\" or 'c3d4' refused, token '[masked:secret-word]' too",
        "with password 'swordfish' | with password '[masked:secret-word]'",
        "password hunter2 | password [masked:secret-word]",
        "api key: 17 | api key: [masked:secret-word]",
        "secret_key=17 SECRET-KEY: 18 | secret_key=[masked:secret-word] SECRET-KEY: [masked:secret-word]",
        "x-api-key: 17 | x-api-key: [masked:secret-word]",
        "apiKey=17 | apiKey=[masked:secret-word]",
        "Cookie: a=b; c=d | Cookie: [masked:secret-word]",
        "Authorization: Digest username=\"x\", response=\"y\" | Authorization: [masked:secret-word]",
        "a%3Dghp_0123456789abcdefghijABCDEFGHIJ012345 | a%3D[masked:known-token]",
        "a%3DAKIAIOSFODNN7EXAMPLE%2F | a%3D[masked:aws-key]%2F",
        "a%3D4111111111111111%26 | a%3D[masked:card]%26",
        "Bearer%20abcdefghijkl | Bearer%20[masked:bearer]",
        "password%3Dhunter2 x | password%3D[masked:secret-word] x",
        "{\"token\":[\"abc\"]} | {\"token\":[\"[masked:secret-word]\"]}",
        "{'token': b'abc d'} | {'token': b'[masked:secret-word]'}",
        "password: token: abc x | password: [masked:secret-word] x",
        "the password is hunter2 | the password is [masked:secret-word]",
        "mysql --password swordfish -h db | mysql --password [masked:secret-word] -h db",
        "curl --api-key=abc | curl --api-key=[masked:secret-word]",
        "login with the password swordfish | login with the password [masked:secret-word]",
        "password1=abc&x=1 | password1=[masked:secret-word]&x=1",
        "<password>a b</password> | <password>[masked:secret-word]</password>",
        "user[password]=abc&x=1 | user[password]=[masked:secret-word]&x=1",
        "user%5Bpassword%5D=abc&x=1 | user%5Bpassword%5D=[masked:secret-word]&x=1",
        "postgres://u:p/w@h/db | postgres://[masked:url-secret]@h/db",
        "/cb#code=abc&state=1 | /cb#code=[masked:url-secret]&state=1",
        "password=[masked:x]SECRET y | password=[masked:secret-word] y",
        "password=[masked:hunter2 y | password=[masked:secret-word] y",
        "/x?apikey=[masked:hunter2&b=1 | /x?apikey=[masked:url-secret]&b=1",
        "http://[masked:x]pw@h/ | http://[masked:url-secret]@h/",
        "Bearer access-7f3c9 | Bearer [masked:bearer]",
        "eyJhbGciOiJkaXIifQ..abc.def.ghi | [masked:jwt]",
        "cut eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx | cut [masked:jwt]",
        "eyJhbGciOiJIUzI1NiJ9.x | eyJhbGciOiJIUzI1NiJ9.x",
        "sid_eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx.c2ln | sid_[masked:jwt]",
        "a%3DeyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx.c2ln%26 | a%3D[masked:jwt]%26",
        "/JalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY | [masked:aws-key]",
        "paid with 4111 1111 1111 1111. | paid with [masked:card].",
        "5500-0000-0000-0004 378282246310005 | [masked:card] [masked:card]",
        "6011111111111117é | [masked:card]é"
      })
  void mask_table(String text, String expected) {
    String masked = masked(text);

    assertThat(masked).isEqualTo(expected);
    assertThat(masked(masked)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AKIAIOSFODNN7EXAMPLE1",
        "xAKIAIOSFODNN7EXAMPLE",
        "AKIAiosfodnn7example1",
        "AROAIOSFODNN7EXAMPLE",
        "0123456789abcdef0123456789abcdef01234567",
        "/Orders/v2/Items/abc/DEF/ghi/JKL/mno/PQ1",
        "thisIsJustAVeryLongNameOfSomeMethodInJava",
        "eyJhbGciOiJub25lIn0",
        "eyJhbGciOiJub25lIn0.abc",
        "keyJhbGciOiJub25lIn0.abc.def",
        "bearer authentication required",
        "Bearer realm=\"x\"",
        "a basic approach, basic auth, Basic functionality",
        "the bearer of bad news",
        "ghp_short",
        "-----BEGIN CERTIFICATE----- MIIE -----END CERTIFICATE-----",
        "http://gw.test/checkout",
        "mail a@b.test",
        "/x?cart=4711&tokens=3&keyword=a",
        "password is required",
        "token expired",
        "the secret santa",
        "unexpected token",
        "login with token failed",
        "input_tokens: 512",
        "tokenizer: fast",
        "access_key_id: 17",
        "kong.access.plugin.key-auth",
        "fetched token http://auth.test/x",
        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:kong/token-x",
        "Access denied for user 'a'@'b' (using password: YES)",
        "update t set password = ? where token = $1",
        "Token::parse failed",
        "took 0.4111111111111111 s",
        "http://host:8080/a@b",
        "http://[2001:db8::1]:8080/a@b",
        "http://[2001:db8::1]/a@b",
        "4111 1111 1111 1112",
        "1795365873848999936",
        "0000000000000000",
        "a4111111111111111",
        "11590a058edbee6def2630409a5e1825",
        "4e248137-cde3-502f-8dad-5f698415ca12",
        "127.0.0.1:18099",
        ""
      })
  void mask_noSecret_staysAsItIs(String text) {
    assertThat(masked(text)).isEqualTo(text);
  }

  /** As Laravel Sanctum makes them. */
  @Test
  void mask_tokenBehindNumber_goes() {
    assertThat(masked("Bearer 12|abcdefghijkl x")).isEqualTo("Bearer [masked:bearer] x");
  }

  /** What is around a text in its array says nothing about it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "AKIAIOSFODNN7EXAMPLE", "eyJhbGciOiJub25lIn0.abc.def", "4111111111111111",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "password=x", "Bearer abcdefghijkl",
        "ghp_0123456789abcdefghijABCDEFGHIJ012345", "http://u:p@h"
      })
  void mask_slice_isTheSameAsAlone(String text) {
    Bytes around = Bytes.utf8("A1" + text + "Z9");
    int length = text.length();

    assertThat(mask(around.slice(2, length)).text()).isEqualTo(masked(text)).contains("[masked:");
    assertThat(mask(around.slice(2, length - 1)).text())
        .isEqualTo(masked(text.substring(0, length - 1)));
  }

  private static String masked(String text) {
    return mask(Bytes.utf8(text)).text();
  }

  private static Bytes mask(Bytes text) {
    Bytes masked = text;
    for (Detector detector : Detector.values()) {
      masked = Masking.by(detector).mask(masked, new TreeMap<>());
    }
    return masked;
  }
}
