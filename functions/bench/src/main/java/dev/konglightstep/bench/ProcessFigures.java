package dev.konglightstep.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Linux counts for a process. */
record ProcessFigures(Path proc) {
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  /** Of a second; Linux has told user space no other value for decades (proc(5), _SC_CLK_TCK). */
  private static final double TICK = 0.01;

  /** Behind the name, which may hold blanks, in proc_pid_stat(5)'s own numbering. */
  private static final int FIRST_BEHIND_NAME = 3;

  private static final int UTIME = 14;
  private static final int STIME = 15;

  static ProcessFigures of(Process process) {
    return new ProcessFigures(Path.of("/proc", Long.toString(process.pid())));
  }

  /** Resident memory, in kB (proc_pid_status(5)). */
  long resident() throws IOException {
    Matcher resident = RESIDENT.matcher(Files.readString(proc.resolve("status")));
    if (!resident.find()) {
      throw new IllegalStateException("no VmRSS in /proc");
    }
    return Long.parseLong(resident.group(1));
  }

  /** Seconds of CPU that the process has used, in its own code and in the kernel for it. */
  double cpuSeconds() throws IOException {
    String stat = Files.readString(proc.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks =
        Long.parseLong(fields[UTIME - FIRST_BEHIND_NAME])
            + Long.parseLong(fields[STIME - FIRST_BEHIND_NAME]);
    return ticks * TICK;
  }
}
