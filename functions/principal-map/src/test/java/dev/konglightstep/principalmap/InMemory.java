package dev.konglightstep.principalmap;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.principal.Partition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The models behind the map's ports, without HTTP in between. */
final class InMemory {
  private InMemory() {}

  /** One account, which can be out of reach. */
  static final class OneAccount implements Accounts {
    private final IamModel model;
    boolean reachable = true;

    OneAccount(IamModel model) {
      this.model = model;
    }

    @Override
    public IamAccount own(Instant deadline) {
      return IamAccount.own(Partition.AWS, AwsOnLoopback.OWN);
    }

    @Override
    public Iam open(IamAccount account, Instant deadline) {
      if (!reachable) {
        throw UnreadableException.passing("out of reach");
      }
      return new ModelledIam(model);
    }
  }

  private record ModelledIam(IamModel model) implements Iam {
    @Override
    public List<IamPrincipal> principals(Instant deadline) {
      return model.principals();
    }

    @Override
    public List<IamAccessKey> accessKeys(String userName, Instant deadline) {
      return model.keys(userName).orElse(List.of());
    }

    @Override
    public Optional<String> alias(Instant deadline) {
      return model.alias();
    }

    @Override
    public void close() {}
  }

  /** Nobody, so that there is always a part that can be read. */
  static final class EmptyStore implements IdentityStore {
    @Override
    public List<Person> people(Instant deadline) {
      return List.of();
    }

    @Override
    public List<Group> groups(Instant deadline) {
      return List.of();
    }
  }

  /** All versions of an object. */
  static final class Versions implements SnapshotStore {
    private final List<Bytes> versions = new ArrayList<>();

    @Override
    public Optional<Stored> newest(Instant deadline) {
      return versions.isEmpty()
          ? Optional.empty()
          : Optional.of(new Stored("" + versions.size(), versions.getLast()));
    }

    @Override
    public Optional<Bytes> earlier(int back, Instant deadline) {
      return versions.size() > back
          ? Optional.of(versions.get(versions.size() - 1 - back))
          : Optional.empty();
    }

    @Override
    public boolean write(Bytes content, Optional<String> replaced, Instant deadline) {
      return newest(deadline).map(Stored::tag).equals(replaced) && versions.add(content);
    }
  }
}
