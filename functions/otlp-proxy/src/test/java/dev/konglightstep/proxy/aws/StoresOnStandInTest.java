package dev.konglightstep.proxy.aws;

import dev.konglightstep.standins.http.Faults;
import dev.konglightstep.standins.http.LoopbackServer;
import dev.konglightstep.standins.s3.S3Face;
import dev.konglightstep.standins.s3.S3Model;
import dev.konglightstep.standins.sqs.SqsFace;
import dev.konglightstep.standins.sqs.SqsModel;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;

/** The contract on our own stand-ins. */
class StoresOnStandInTest implements StoresContract, PolicyContract {
  private final LoopbackServer sqs =
      LoopbackServer.start(new SqsFace(new SqsModel(InstantSource.system(), 1)), new Faults());
  private final LoopbackServer s3 =
      LoopbackServer.start(new S3Face(new S3Model(InstantSource.system())), new Faults());

  @AfterEach
  void close() {
    sqs.close();
    s3.close();
  }

  @Override
  public Endpoints endpoints() {
    return new Endpoints(sqs.url(), s3.url());
  }
}
