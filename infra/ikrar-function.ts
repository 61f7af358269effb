import { fileURLToPath } from 'node:url';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { MailSender } from '../adapters/mail-sender.ts';
import { bundling } from './bundling.ts';
import { type FunctionName, functionRights } from './function-rights.ts';
import { functionStatements } from './function-statements.ts';
import type { Stores } from './stores.ts';

export type IkrarFunctionProps = {
  readonly name: FunctionName;
  readonly stores: Stores;
  readonly environment: Record<string, string>;
  /** Which authorities to ask; for those functions only which may stamp with our own authority's key. */
  readonly timestamps: Readonly<Record<string, string>>;
  /** Who messages come from; for the function alone which sends them. */
  readonly mailFrom?: MailSender;
  /** Folder with the built files of the pages. */
  readonly webAssets: string;
  readonly memorySize: number;
  readonly timeout: Duration;
};

const repository = fileURLToPath(new URL('..', import.meta.url));

/** One Lambda function with a role, a log group and an error alarm of its own. */
export class IkrarFunction extends Construct {
  readonly lambda: NodejsFunction;
  readonly role: Role;
  readonly logGroup: LogGroup;
  readonly errors: Alarm;

  constructor(scope: Construct, id: string, props: IkrarFunctionProps) {
    super(scope, id);
    const { name, stores, environment, timestamps, mailFrom, webAssets, memorySize, timeout } = props;
    this.logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.SIX_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `Ikrar: what the function ${name} may do`,
    });
    for (const statement of [
      // The ARN ends with `:*`, which is the group's streams.
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [this.logGroup.logGroupArn],
      }),
      ...functionStatements(functionRights[name], stores, mailFrom && this.#identities(mailFrom)),
    ])
      this.role.addToPolicy(statement);

    this.lambda = new NodejsFunction(this, 'Function', {
      entry: `${repository}functions/${name}/lambda.ts`,
      handler: `functions/${name}/lambda.handler`,
      projectRoot: repository,
      depsLockFilePath: `${repository}package-lock.json`,
      runtime: Runtime.NODEJS_24_X,
      // Typst's native file exists for x64 in every registry, for arm64 only in some.
      architecture: name === 'typesetting' ? Architecture.X86_64 : Architecture.ARM_64,
      memorySize,
      timeout,
      role: this.role,
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
      environment: {
        ...environment,
        ...(functionRights[name].keys.includes('timestamp') ? timestamps : {}),
        ...(functionRights[name].mail && mailFrom
          ? { IKRAR_MAIL: 'ses', IKRAR_MAIL_FROM: formatted(mailFrom) }
          : { IKRAR_MAIL: 'none' }),
        NODE_OPTIONS: '--enable-source-maps',
      },
      bundling: bundling(name, webAssets),
    });

    this.errors = new Alarm(this, 'Errors', {
      alarmDescription: `Ikrar: ${name} failed. Look for "error" in ${this.logGroup.logGroupName}`,
      metric: this.lambda.metricErrors({ period: Duration.minutes(5) }),
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }

  #identities({ address }: MailSender) {
    const domain = address.slice(address.lastIndexOf('@') + 1);
    const identities = [address, domain].map((resourceName) =>
      Stack.of(this).formatArn({ service: 'ses', resource: 'identity', resourceName }),
    );
    return { from: address, identities };
  }
}

const formatted = ({ name, address }: MailSender): string =>
  name === undefined ? address : `${name} <${address}>`;
