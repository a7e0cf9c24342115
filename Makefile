# make demo   the main job on this machine, with stand-ins; ends by itself
# make local  the same set, serving until stopped
# make test   every gate
# make bench   how fast, how small
# make explore  the crash exploration of the rotation; make soak  the soaks
# make package, make build, make format, make clean

JAVA_HOME := $(shell infra/jdk.sh)
ifeq ($(JAVA_HOME),)
$(error a JDK 25 is needed (see the line above))
endif
export JAVA_HOME

MVN := mvn -B -ntp -Dstyle.color=never
VENV := target/python
EMULATORS := target/emulators
SOURCES := pom.xml $(wildcard functions/*/pom.xml) $(shell find functions/*/src/main -type f 2>/dev/null)

.PHONY: demo local bench soak explore build package test java-test template-test format clean

demo: build
	@./kong-lightstep demo

local: build
	@exec ./kong-lightstep local

build: target/build.done

# The jars, rebuilt when a source is newer than they are. Tests and format are "make test".
target/build.done: $(SOURCES)
	@mkdir -p target
	@echo "building (the first time downloads what Maven needs) ..."
	@$(MVN) package -DskipTests -Dspotless.check.skip=true >target/build.log 2>&1 \
	  || { grep -E '^\[(ERROR|WARNING)\]' target/build.log | head -40; exit 1; }
	@touch $@

package: build
	@ls -l functions/otlp-proxy/target/otlp-proxy.jar \
	  functions/token-rotation/target/token-rotation.jar \
	  functions/principal-map/target/principal-map.jar

test: java-test template-test

# The tests start the emulators by themselves.
java-test:
	@infra/emulators.sh $(EMULATORS)
	$(MVN) verify
	@touch target/build.done

# What AWS's own tools say about template.yaml.
template-test:
	@infra/check-template.sh $(VENV)

# Ratios, each from one run; on an otherwise idle machine. BENCH="alloc cold" runs those rows alone.
bench: build
	@$(JAVA_HOME)/bin/java -Dsun.net.httpserver.nodelay=true -jar functions/bench/target/bench.jar $(BENCH)

# A million broken bodies; then Kongs, proxies and a drain under faults until the spill is empty.
# The same SEED gives the same run.
SEED ?= 1
SPANS ?= 1000000
soak:
	@$(MVN) -q test -Dspotless.check.skip=true -Dtests.groups=soak -Dtests.excluded= -Dseed=$(SEED) \
	  -Dspans=$(SPANS) -Dsurefire.failIfNoSpecifiedTests=false -pl functions/core,functions/otlp-proxy \
	  -am
	@echo "soak passed: SEED=$(SEED) SPANS=$(SPANS)"

# Every way in which a rotation can be cut off, overlapped or talked into. STRIDE=10 plays a tenth.
STRIDE ?= 1
explore:
	@$(MVN) -q test -Dspotless.check.skip=true -Dtests.groups=explore -Dtests.excluded= \
	  -Dstride=$(STRIDE) -Dsurefire.failIfNoSpecifiedTests=false -pl functions/token-rotation -am

format:
	$(MVN) -q spotless:apply

clean:
	$(MVN) -q clean
	rm -rf target
