import { spawnSync } from 'node:child_process';
import { repositoryRoot } from './command.ts';

/**
 * Brings the foreign judges in place, as they are written now; what is in place costs nothing.
 * @throws when one of them cannot be installed: nothing is then judged.
 */
export function installJudges(): void {
  const { status } = spawnSync('bash', ['test/conformance/install.sh'], {
    cwd: repositoryRoot,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) throw new Error('the judges could not be installed; nothing was judged');
}
