package dev.konglightstep.standins.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretsManagerModelTest {
  private final SecretsManagerModel model = new SecretsManagerModel();

  @Test
  void put_newVersions_moveTheLabels() {
    model.put("token", "v1", "one");
    assertThat(model.version("token", "v1").orElseThrow().labels()).containsExactly("AWSCURRENT");

    model.put("token", "v2", "two");
    model.put("token", "v3", "three");

    assertThat(model.labelled("token", "AWSCURRENT").orElseThrow().id()).isEqualTo("v3");
    assertThat(model.labelled("token", "AWSPREVIOUS").orElseThrow().id()).isEqualTo("v2");
    assertThat(model.version("token", "v1").orElseThrow().labels()).isEmpty();
  }

  @Test
  void labelled_byArn_findsTheSecret() {
    model.put("kong/token", "v1", "CANARY");
    String arn = SecretsManagerModel.arn("kong/token");

    assertThat(model.labelled(arn, "AWSCURRENT")).isPresent();
    assertThat(model.labelled(arn, "AWSCURRENT").orElseThrow().toString()).doesNotContain("CANARY");
    assertThat(model.labelled("kong/other", "AWSCURRENT")).isEmpty();
  }
}
