import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../../core/ports/clock.ts';
import type { Registry } from '../../core/ports/registry.ts';
import { StorageUnavailable } from '../../core/ports/storage-errors.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { pageLimit, serialise } from '../item-limits.ts';
import { keyOf, toIndexRow, toItem, toRecord } from './registry-record.ts';
import { EXPIRY, indexAttributes, PARTITION_KEY } from './registry-table.ts';

export type DynamoDbRegistryOptions = {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly clock: Clock;
};

const LIVE = `(attribute_not_exists(${EXPIRY}) OR ${EXPIRY} >= :now)`;

/** The registry on one DynamoDB table of the shape in `registry-table.ts`. */
export function dynamoDbRegistry({ client, tableName, clock }: DynamoDbRegistryOptions): Registry {
  const documents = DynamoDBDocumentClient.from(client);
  const table = { TableName: tableName };
  const now = () => clock.now().getTime() / 1000;

  return {
    async load(key) {
      const { Item } = await engine(() =>
        documents.send(new GetCommand({ ...table, Key: { [PARTITION_KEY]: key }, ConsistentRead: true })),
      );
      const item = Item === undefined ? undefined : toItem(Item);
      // DynamoDB removes expired items days later, if at all.
      return item?.expiresAt !== undefined && item.expiresAt < now() ? undefined : item;
    },

    async save(item) {
      const first = item.version === 1;
      const put = new PutCommand({
        ...table,
        Item: toRecord(item, serialise(item)),
        ConditionExpression: first
          ? `attribute_not_exists(${PARTITION_KEY}) OR ${EXPIRY} < :now`
          : `version = :previous AND ${LIVE}`,
        ExpressionAttributeValues: first
          ? { ':now': now() }
          : { ':previous': item.version - 1, ':now': now() },
      });
      try {
        await documents.send(put);
        return 'saved';
      } catch (cause) {
        // Only the first attempt's refusal proves that nothing was written: when the answer to an attempt was
        // lost and the SDK tried again, the condition may fail against our own write.
        if (cause instanceof ConditionalCheckFailedException && cause.$metadata.attempts === 1)
          return 'conflict';
        throw new StorageUnavailable(
          `whether version ${item.version} of ${item.key} was saved is not known`,
          { cause },
        );
      }
    },

    async query(name, partition, { limit, after } = {}) {
      const attributes = indexAttributes(name);
      const start = after === undefined ? undefined : readCursor(after, 2);
      const found = await collect(
        pageLimit(limit),
        start && startOfIndex(start),
        (ExclusiveStartKey, Limit) =>
          documents.send(
            new QueryCommand({
              ...table,
              IndexName: name,
              KeyConditionExpression: '#partition = :partition',
              FilterExpression: LIVE,
              ExpressionAttributeNames: { '#partition': attributes.partition },
              ExpressionAttributeValues: { ':partition': partition, ':now': now() },
              ExclusiveStartKey,
              Limit,
            }),
          ),
      );
      const last = found.last;
      const rows = found.records.map((record) => toIndexRow(record, attributes));
      return last === undefined
        ? { rows }
        : { rows, next: writeCursor(keyOf(last, [attributes.sort, PARTITION_KEY])) };

      function startOfIndex([sort, key]: readonly string[]) {
        return { [attributes.partition]: partition, [attributes.sort]: sort, [PARTITION_KEY]: key };
      }
    },

    async scan({ limit, after } = {}) {
      const start = after === undefined ? undefined : readCursor(after, 1);
      const found = await collect(
        pageLimit(limit),
        start && { [PARTITION_KEY]: start[0] },
        (ExclusiveStartKey, Limit) =>
          documents.send(
            new ScanCommand({
              ...table,
              FilterExpression: LIVE,
              ExpressionAttributeValues: { ':now': now() },
              ConsistentRead: true,
              ExclusiveStartKey,
              Limit,
            }),
          ),
      );
      const rows = found.records.map(toItem);
      return found.last === undefined
        ? { rows }
        : { rows, next: writeCursor(keyOf(found.last, [PARTITION_KEY])) };
    },
  };
}

type Key = Record<string, unknown>;
type Answer = { readonly Items?: Key[] | undefined; readonly LastEvaluatedKey?: Key | undefined };

/** `Limit` counts rows before the filter: asks again until the page is full or the list has ended. */
async function collect(
  size: number,
  start: Key | undefined,
  ask: (start: Key | undefined, limit: number) => Promise<Answer>,
): Promise<{ records: Key[]; last?: Key }> {
  const records: Key[] = [];
  let last = start;
  do {
    const answer = await engine(() => ask(last, size - records.length));
    records.push(...(answer.Items ?? []));
    last = answer.LastEvaluatedKey;
  } while (last !== undefined && records.length < size);
  return last === undefined ? { records } : { records, last };
}

async function engine<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new StorageUnavailable('DynamoDB did not do what was asked', { cause });
  }
}
