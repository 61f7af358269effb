import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import {
  EXPIRY,
  indexAttributes,
  indexNames,
  PARTITION_KEY,
  projectedAttributes,
} from '../adapters/aws/registry-table.ts';
import type { Deployment } from './deployment.ts';

/** The registry: one table whose items nobody deletes but DynamoDB itself, when an invitation or session is over. */
export class StateTable extends Construct {
  readonly table: TableV2;

  constructor(scope: Construct, id: string, { warmWritesPerSecond }: Deployment) {
    super(scope, id);
    const text = (name: string) => ({ name, type: AttributeType.STRING });
    const warm =
      warmWritesPerSecond === undefined
        ? {}
        : {
            warmThroughput: {
              writeUnitsPerSecond: warmWritesPerSecond,
              readUnitsPerSecond: 3 * warmWritesPerSecond,
            },
          };
    this.table = new TableV2(this, 'Table', {
      partitionKey: text(PARTITION_KEY),
      globalSecondaryIndexes: indexNames.map((indexName) => ({
        indexName,
        partitionKey: text(indexAttributes(indexName).partition),
        sortKey: text(indexAttributes(indexName).sort),
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: [...projectedAttributes],
        ...warm,
      })),
      ...warm,
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.awsManagedKey(),
      timeToLiveAttribute: EXPIRY,
      dynamoStream: StreamViewType.NEW_IMAGE,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      resourcePolicy: new PolicyDocument({ statements: [neverDelete()] }),
    });
  }
}

/** Holds for every identity of the account until the policy itself is changed by a reviewed deployment. */
function neverDelete(): PolicyStatement {
  return new PolicyStatement({
    sid: 'NobodyDeletes',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    // BatchWriteItem carries deletes and unconditional puts alike.
    actions: [
      'dynamodb:BatchWriteItem',
      'dynamodb:DeleteItem',
      'dynamodb:DeleteTable',
      'dynamodb:PartiQLDelete',
      'dynamodb:PartiQLInsert',
      'dynamodb:PartiQLUpdate',
      'dynamodb:UpdateItem',
    ],
    // A table's own ARN here would be a circular reference; a resource policy reaches no other table.
    resources: ['*'],
  });
}
