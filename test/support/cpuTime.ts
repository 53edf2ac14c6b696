/** The milliseconds for which this thread has had a processor: unlike the clock, they do not go on while other programs have it. */
export function cpuTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
