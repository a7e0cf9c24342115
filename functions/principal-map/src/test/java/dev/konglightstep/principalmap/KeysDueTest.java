package dev.konglightstep.principalmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose access keys are listed when. */
class KeysDueTest {
  private static final Instant BEGIN = Instant.parse("2026-11-24T08:00:00Z");

  /** Five thousand is as many as IAM lets an account have. */
  @ParameterizedTest
  @CsvSource({"1,1", "250,1", "251,3", "1000,5", "5000,23"})
  void of_anyAccount_isAShareAndEverybodyHasATurnInSixHours(int users, int turns) {
    List<IamPrincipal> all = users(users);
    Set<String> asked = new HashSet<>();

    for (int turn = 0; turn < turns; turn++) {
      List<IamPrincipal> due = due(all, KeysDue.TURN.multipliedBy(turn));
      assertThat(due).hasSizeLessThanOrEqualTo(2 * KeysDue.AT_ONCE);
      asked.addAll(ids(due));
    }

    assertThat(KeysDue.TURN.multipliedBy(turns)).isLessThan(Duration.ofHours(6));
    assertThat(asked).isEqualTo(ids(all));
  }

  /** A schedule of one's own that is slower still comes to each turn. */
  @ParameterizedTest
  @CsvSource({"30", "60", "120"})
  void of_slowSchedule_everybodyHasATurn(int minutes) {
    List<IamPrincipal> all = users(1000);
    Set<String> asked = new HashSet<>();

    for (int run = 0; run < 5; run++) {
      asked.addAll(ids(due(all, Duration.ofMinutes((long) minutes * run))));
    }

    assertThat(asked).isEqualTo(ids(all));
  }

  @ParameterizedTest
  @CsvSource({"0", "15", "30"})
  void of_urgentUser_isFirst(int minutes) {
    List<IamPrincipal> all = users(2000);
    IamPrincipal urgent = all.get(1234);

    List<IamPrincipal> due =
        KeysDue.of(all, urgent::equals, BEGIN.plus(Duration.ofMinutes(minutes)));

    assertThat(due).startsWith(urgent).doesNotHaveDuplicates();
  }

  private static List<IamPrincipal> due(List<IamPrincipal> all, Duration later) {
    return KeysDue.of(all, user -> false, BEGIN.plus(later));
  }

  private static List<IamPrincipal> users(int count) {
    IamModel iam = new IamModel(AwsOnLoopback.OWN, InstantSource.fixed(BEGIN));
    iam.createRole("role");
    for (int i = 0; i < count; i++) {
      iam.createUser("user-" + i);
    }
    return iam.principals().stream().filter(IamPrincipal::isUser).toList();
  }

  private static Set<String> ids(Collection<IamPrincipal> users) {
    return Set.copyOf(users.stream().map(IamPrincipal::id).toList());
  }
}
