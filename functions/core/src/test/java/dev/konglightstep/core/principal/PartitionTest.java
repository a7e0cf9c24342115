package dev.konglightstep.core.principal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** The partitions, with the AWS SDK's own metadata for the oracle. */
class PartitionTest {
  @ParameterizedTest
  @EnumSource
  void everyPartition_isTheSdks(Partition partition) {
    PartitionMetadata theirs = PartitionMetadata.of(partition.id());

    assertThat(theirs.id()).isEqualTo(partition.id());
    assertThat(theirs.dnsSuffix()).isEqualTo(partition.dnsSuffix());
    assertThat(Partition.of(theirs.id())).contains(partition);
  }

  /** A partition that the SDK learns and we do not know fails here. */
  @Test
  void everyRegionsPartition_isKnown() {
    assertThat(Region.regions().stream().map(region -> region.metadata()))
        .filteredOn(metadata -> metadata != null)
        .isNotEmpty()
        .allSatisfy(metadata -> assertThat(Partition.of(metadata.partition().id())).isPresent())
        .extracting(metadata -> metadata.partition().id())
        .containsAll(Stream.of("aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-eusc").toList());
  }
}
