import { expect, it } from 'vitest';
import { tableDefinition } from '../../adapters/aws/registry-table.ts';

it('defines one table with four sparse indexes that carry the summary', () => {
  const definition = tableDefinition('ikrar');

  expect(definition.KeySchema).toEqual([{ AttributeName: 'pk', KeyType: 'HASH' }]);
  expect(definition.GlobalSecondaryIndexes?.map((index) => index.IndexName)).toEqual([
    'board',
    'waiting',
    'pending',
    'code',
  ]);
  expect(definition.GlobalSecondaryIndexes?.[0]).toEqual({
    IndexName: 'board',
    KeySchema: [
      { AttributeName: 'boardPartition', KeyType: 'HASH' },
      { AttributeName: 'boardSort', KeyType: 'RANGE' },
    ],
    Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['summary', 'expiresAt'] },
  });
});
