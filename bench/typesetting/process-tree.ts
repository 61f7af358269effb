import { readdirSync, readFileSync } from 'node:fs';

const clockTick = 10_000;
const own = process.pid;

/** Of this process and the children it has now, Linux: resident bytes, and the sum of what each had at most. */
export function memory(): { readonly resident: number; readonly peak: number } {
  const of = (field: string) =>
    [own, ...children()].reduce((sum, pid) => {
      const kilobytes = new RegExp(`${field}:\\s+(\\d+)`).exec(read(pid, 'status'))?.[1] ?? 0;
      return sum + Number(kilobytes) * 1024;
    }, 0);
  // VmHWM begins anew with the program.
  return { resident: of('VmRSS'), peak: of('VmHWM') };
}

/** Microseconds, all threads: of this process, the children it has now and those which have ended. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  const ticks = (pid: number, ...fields: readonly number[]) => {
    // After the name in parentheses, which may hold blanks, follows field 3 (proc_pid_stat(5)).
    const values = read(pid, 'stat').split(') ').at(-1)?.split(' ') ?? [];
    return fields.reduce((sum, field) => sum + Number(values[field - 3] ?? 0), 0);
  };
  const others = children().reduce((sum, pid) => sum + ticks(pid, 14, 15), ticks(own, 16, 17));
  return user + system + others * clockTick;
}

function children(): readonly number[] {
  return readdirSync('/proc/self/task').flatMap((task) =>
    readFileSync(`/proc/self/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
}

/** Empty for a process that has just ended. */
function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
