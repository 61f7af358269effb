import { expect, test } from 'vitest';
import { orderedTimestamper } from '../../core/pki/ordered-timestamper.ts';
import { TimestampUnavailable } from '../../core/ports/timestamper.ts';
import { movableClock } from '../contracts/movable-clock.ts';

const digest = new Uint8Array(32);

/** Fails once, then serves. */
function hiccup(remote: boolean) {
  let calls = 0;
  const stamp = async () => {
    calls += 1;
    if (calls === 1) throw new TimestampUnavailable('the vault is away');
    return Uint8Array.of(1);
  };
  return { name: 'satu', remote, stamp };
}

test('our own authority is asked again at once: it costs no timeout, and a sitting need not wait', async () => {
  const timestamper = orderedTimestamper([hiccup(false)], movableClock());

  await expect(timestamper(digest)).rejects.toThrow(TimestampUnavailable);

  expect(await timestamper(digest)).toEqual(Uint8Array.of(1));
});

test('a remote one which failed is spared for some seconds, so that an act does not wait for it again', async () => {
  const clock = movableClock();
  const timestamper = orderedTimestamper([hiccup(true)], clock);

  await expect(timestamper(digest)).rejects.toThrow('the vault is away');
  await expect(timestamper(digest)).rejects.toThrow('the vault is away');
  clock.moveBy(16);

  expect(await timestamper(digest)).toEqual(Uint8Array.of(1));
});
