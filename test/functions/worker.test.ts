import type { DynamoDBStreamEvent, ScheduledEvent } from 'aws-lambda';
import { beforeAll, describe, expect, it } from 'vitest';
import { Documents } from '../../core/document/documents.ts';
import type { Ports } from '../../core/ports/ports.ts';
import { StorageUnavailable } from '../../core/ports/storage-errors.ts';
import { signDocuments } from '../../core/signing/sign-documents.ts';
import { createFinishingHandler } from '../../functions/finishing/handler.ts';
import type { LogEntry } from '../../functions/log.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { smallRoster } from '../world/small-roster.ts';
import { type House, openHouse, passphrase } from './house.ts';

const folder = scratchFolder();
let house: House;
const context = { getRemainingTimeInMillis: () => 120_000 };
const log: LogEntry[] = [];
const finishing = (ports: Ports) => createFinishingHandler({ ports, log: (entry) => log.push(entry) });

const record = (key: string, SequenceNumber: string) => ({
  eventName: 'MODIFY' as const,
  dynamodb: { Keys: { pk: { S: key } }, SequenceNumber },
});
const stream = (...Records: ReturnType<typeof record>[]): DynamoDBStreamEvent => ({ Records });

beforeAll(async () => {
  house = await openHouse(folder, smallRoster);
  await house.enrolEverybody();
  for (const person of [house.person(0), house.plan.regionalHead]) {
    const shown = await Promise.all(house.documentsOf(0).map((id) => house.shown(id)));
    const documents = shown.map((text) => ({ id: text.slice(0, 32), shown: text.slice(33) }));
    await signDocuments(house.ports, { evenUnopened: true, person, passphrase, documents });
  }
});

describe('the finishing worker', () => {
  it('does what a record of the stream names, one effect after the other', async () => {
    const [first = ''] = house.documentsOf(0);
    const work = finishing(house.ports);
    expect(await work(stream(record(`document#${first}`, '1')), context)).toEqual({ batchItemFailures: [] });
    await work(stream(record(`document#${first}`, '2'), record('session#x', '3')), context);
    expect((await house.load(first)).state.name).toBe('complete');
  });

  it('reports the first record it cannot do, and does not go on past it', async () => {
    const [, second = '', third = ''] = house.documentsOf(0);
    const registry = Object.create(house.ports.registry) as Ports['registry'];
    registry.load = async (key) => {
      if (key.endsWith(second)) throw new StorageUnavailable('away');
      return house.ports.registry.load(key);
    };
    const answer = await finishing({ ...house.ports, registry })(
      stream(record(`document#${second}`, '7'), record(`document#${third}`, '8')),
      context,
    );
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '7' }] });
    expect((await new Documents(house.ports.registry).load(third))?.state.name).toBe('sealing');
    expect(JSON.stringify(log)).not.toContain(second);
  });

  it('tells the log why an effect waits: code, place and cause, and of the document its id only', async () => {
    const [, second = ''] = house.documentsOf(0);
    const before = log.length;
    const archive: Ports['archive'] = {
      ...house.ports.archive,
      put: async () => {
        throw new StorageUnavailable('Siti Aminah', { cause: new TypeError('kata sandi') });
      },
    };

    await finishing({ ...house.ports, archive })(
      stream(record(`document#${second}`, '9'), record(`document#${second}`, '10')),
      context,
    );

    const told = log.slice(before);
    expect(told).toEqual([
      {
        event: 'effect-failed',
        document: second,
        code: 'storage-unavailable',
        error: { name: 'StorageUnavailable', at: expect.stringContaining('worker.test.ts') },
        cause: { name: 'TypeError', at: expect.stringContaining('worker.test.ts') },
      },
    ]);
    expect(JSON.stringify(told)).not.toMatch(/Siti|sandi/);
    house.clock.moveBy(600);
  });

  it('sweeps everything due when the schedule calls, and stops before its time is over', async () => {
    const schedule = { source: 'aws.events' } as ScheduledEvent;
    const late = { getRemainingTimeInMillis: () => 1_000 };
    await finishing(house.ports)(schedule, late);
    expect((await house.load(house.documentsOf(0)[2] ?? '')).state.name).toBe('sealing');
    await finishing(house.ports)(schedule, context);
    for (const id of house.documentsOf(0)) expect((await house.load(id)).state.name).toBe('complete');
    expect(log.filter(({ event }) => event === 'authority-warning')).toEqual([]);
  });

  it('tells the log of a ceremony which is due, at each sweep', async () => {
    house.clock.moveBy(341 * 86_400);
    await finishing(house.ports)({ source: 'aws.events' } as ScheduledEvent, context);
    expect(log.filter(({ event }) => event === 'authority-warning')).toEqual([
      { event: 'authority-warning', code: 'root-list-ending', ends: '2028-02-08T01:00:00.000Z' },
    ]);
  });
});
