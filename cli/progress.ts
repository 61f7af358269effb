/** Progress on stderr: one bar that moves on a terminal, a line every tenth of the way elsewhere. */
export function progressBar(label: string, total: number): (done: number) => void {
  const terminal = process.stderr.isTTY;
  let shown = -1;
  return (done) => {
    const step = terminal ? done : Math.floor((done * 10) / Math.max(1, total));
    if (step === shown) return;
    shown = step;
    const filled = Math.round((done * 30) / Math.max(1, total));
    if (terminal) {
      const bar = '█'.repeat(filled) + '░'.repeat(30 - filled);
      process.stderr.write(`\r${label.padEnd(34)} ${bar} ${done}/${total}${done >= total ? '\n' : ''}`);
    } else process.stderr.write(`${label}: ${done}/${total}\n`);
  };
}
