import { expect, test } from 'vitest';
import { BodyRoom } from '../../cli/gateway/body-room.ts';
import { type BodyRules, readBody } from '../../cli/gateway/read-body.ts';

const most = 100;
const chunk = Buffer.alloc(10);
/** What is free of a room of 100 bytes, for somebody who comes now. */
const free = (room: BodyRoom): number => {
  const claim = room.claim();
  let bytes = 0;
  while (claim.take(1)) bytes += 1;
  claim.release();
  return bytes;
};

/** What was free before each chunk, and after the last. */
async function reading(room: BodyRoom, count: number, rules: Partial<BodyRules> = {}) {
  const seen: number[] = [];
  async function* chunks() {
    for (let sent = 0; sent < count; sent++) {
      seen.push(free(room));
      yield chunk;
    }
    seen.push(free(room));
  }
  const claim = room.claim();
  const admits = async () => true;
  const body = await readBody(chunks(), { announced: 0, limit: 60, small: 20, claim, admits, ...rules });
  claim.release();
  return { body: typeof body === 'string' ? body : body.length, seen };
}

test('what is large takes room for what comes beyond a small body, and gives it back', async () => {
  const room = new BodyRoom(most);

  expect(await reading(room, 4)).toEqual({ body: 40, seen: [100, 100, 100, 90, 80] });
  expect(free(room)).toBe(most);
});

test('what finds no room holds none while the rest of it comes', async () => {
  const room = new BodyRoom(most);
  const other = room.claim();
  other.take(85);

  expect(await reading(room, 6)).toEqual({ body: 'no-room', seen: [15, 15, 15, 5, 15, 15, 15] });
  other.release();
  expect(free(room)).toBe(most);
});

test('what is too large holds no room while the rest of it comes, and is not read for ever', async () => {
  const room = new BodyRoom(most);

  expect(await reading(room, 8)).toEqual({
    body: 'too-large',
    seen: [100, 100, 100, 90, 80, 70, 60, 100, 100],
  });
  expect((await reading(room, 1_000)).seen).toHaveLength(25);
  expect(await reading(room, 1_000, { announced: 10_000 })).toEqual({ body: 'too-large', seen: [] });
});

test('of a stranger nothing is kept beyond a small body, and he is asked for once', async () => {
  const room = new BodyRoom(most);
  let asked = 0;
  const admits = async () => {
    asked += 1;
    return false;
  };

  expect(await reading(room, 2, { admits })).toMatchObject({ body: 20 });
  expect(asked).toBe(0);
  expect(await reading(room, 5, { admits })).toEqual({ body: 'stranger', seen: Array(6).fill(100) });
  expect(asked).toBe(1);
});
