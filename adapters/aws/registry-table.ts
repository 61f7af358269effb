import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import type { IndexName } from '../../core/ports/registry.ts';

/*
 * The table's shape, stated once: the adapter writes it, tests and local engines create it, CDK deploys it.
 * Types only are imported, so that infra/ does not load the SDK.
 */

export const indexNames = ['board', 'waiting', 'pending', 'code'] as const satisfies readonly IndexName[];

export const PARTITION_KEY = 'pk';

/** The table's TTL attribute: Unix seconds. */
export const EXPIRY = 'expiresAt';

/** Copied into each index: what a list shows, and what tells an expired row. */
export const projectedAttributes = ['summary', EXPIRY] as const;

export type IndexAttributes = {
  readonly partition: `${IndexName}Partition`;
  readonly sort: `${IndexName}Sort`;
};

export function indexAttributes(name: IndexName): IndexAttributes {
  return { partition: `${name}Partition`, sort: `${name}Sort` };
}

export function tableDefinition(tableName: string): CreateTableCommandInput {
  const attributes = indexNames.map(indexAttributes);
  return {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      PARTITION_KEY,
      ...attributes.flatMap(({ partition, sort }): string[] => [partition, sort]),
    ].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
    KeySchema: [{ AttributeName: PARTITION_KEY, KeyType: 'HASH' }],
    GlobalSecondaryIndexes: indexNames.map((IndexName) => ({
      IndexName,
      KeySchema: [
        { AttributeName: indexAttributes(IndexName).partition, KeyType: 'HASH' },
        { AttributeName: indexAttributes(IndexName).sort, KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...projectedAttributes] },
    })),
  };
}
