import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTable } from '../../adapters/aws/create-table.ts';
import { dynamoDbRegistry } from '../../adapters/aws/dynamodb-registry.ts';
import { systemClock } from '../../adapters/embedded/system-clock.ts';
import type { Registry } from '../../core/ports/registry.ts';
import { StorageUnavailable } from '../../core/ports/storage-errors.ts';
import { registryContract } from '../contracts/registry.contract.ts';
import {
  type Engine,
  localClient,
  missingJava,
  startDynalite,
  startDynamoDbLocal,
} from './dynamodb-engines.ts';
import { type LossyProxy, startLossyProxy } from './lossy-proxy.ts';

const tableName = 'ikrar';

function contractOn(name: string, start: () => Promise<Engine>): void {
  registryContract(name, async (clock) => {
    const engine = await start();
    const client = localClient(engine.endpoint);
    await createTable(client, tableName);
    await createTable(client, tableName);
    return {
      registry: dynamoDbRegistry({ client, tableName, clock }),
      async close() {
        client.destroy();
        await engine.stop();
      },
    };
  });
}

contractOn('DynamoDB adapter on dynalite', startDynalite);

const reason = missingJava();
if (reason === undefined) contractOn('DynamoDB adapter on DynamoDB Local', startDynamoDbLocal);
else
  describe('registry contract: DynamoDB adapter on DynamoDB Local', () => it.skip(reason, () => undefined));

describe('DynamoDB adapter on a bad network', () => {
  let engine: Engine;
  let proxy: LossyProxy;
  let registry: Registry;
  let close: () => void;

  beforeAll(async () => {
    engine = await startDynalite();
    proxy = await startLossyProxy(engine.endpoint);
    const client = localClient(proxy.endpoint);
    close = () => client.destroy();
    await createTable(client, tableName);
    registry = dynamoDbRegistry({ client, tableName, clock: systemClock });
  });
  afterAll(async () => {
    close();
    await proxy.close();
    await engine.stop();
  });

  it('does not call its own write a conflict when the answer to it was lost', async () => {
    const item = { key: 'doc#lost', version: 1, body: { n: 1 } };
    proxy.loseNextAnswerTo('PutItem');

    // The SDK tries again, and that attempt fails against what the first one wrote.
    await expect(registry.save(item)).rejects.toBeInstanceOf(StorageUnavailable);

    expect(await registry.load(item.key)).toEqual(item);
  });

  it('saves after a throttle that the SDK waited out', async () => {
    const item = { key: 'doc#throttled', version: 1, body: {} };
    proxy.answerNext('PutItem', 400, 'ProvisionedThroughputExceededException');
    expect(await registry.save(item)).toBe('saved');
    expect(await registry.save(item)).toBe('conflict');
  });

  it.each([
    'ValidationException',
    'AccessDeniedException',
    'ResourceNotFoundException',
    'TransactionConflictException',
  ])('says StorageUnavailable, never conflict, for %s', async (type) => {
    proxy.answerNext('PutItem', 400, type);
    await expect(registry.save({ key: `doc#${type}`, version: 1, body: {} })).rejects.toMatchObject({
      name: 'StorageUnavailable',
      cause: { name: type },
    });
    for (const [operation, call] of [
      ['GetItem', () => registry.load('doc#1')],
      ['Query', () => registry.query('board', 'p')],
      ['Scan', () => registry.scan()],
    ] as const) {
      proxy.answerNext(operation, 400, type);
      await expect(call()).rejects.toMatchObject({ name: 'StorageUnavailable', cause: { name: type } });
    }
  });

  it('says StorageUnavailable when nobody listens', async () => {
    const client = localClient('http://127.0.0.1:1');
    const nowhere = dynamoDbRegistry({ client, tableName, clock: systemClock });
    await expect(nowhere.load('doc#1')).rejects.toBeInstanceOf(StorageUnavailable);
    await expect(nowhere.save({ key: 'doc#1', version: 1, body: {} })).rejects.toBeInstanceOf(
      StorageUnavailable,
    );
    client.destroy();
  });
});
