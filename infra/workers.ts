import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { indexAttributes } from '../adapters/aws/registry-table.ts';
import { type WorkerName, workerEffects } from '../functions/routes.ts';
import { IkrarFunction, type IkrarFunctionProps } from './ikrar-function.ts';

const sizes: Readonly<Record<WorkerName, number>> = { typesetting: 2048, finishing: 1769 };
const workerNames = Object.keys(sizes) as WorkerName[];

/**
 * The functions without a URL. The table's stream wakes them at once; the schedule sweeps the index of unfinished
 * effects every minute, and it alone is the guarantee. A record that cannot be done is left to the sweeper, so
 * the queue of dead letters only tells that it happened.
 */
export class Workers extends Construct {
  readonly functions: Readonly<Record<WorkerName, IkrarFunction>>;
  readonly alarms: readonly Alarm[];

  constructor(
    scope: Construct,
    id: string,
    props: Pick<IkrarFunctionProps, 'stores' | 'environment' | 'timestamps' | 'webAssets'>,
  ) {
    super(scope, id);
    const deadLetters = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    const sweep = new Rule(this, 'Sweep', {
      description: 'Ikrar: finish every effect that is due',
      schedule: Schedule.rate(Duration.minutes(1)),
    });
    const made = workerNames.map((name) => {
      const worker = new IkrarFunction(this, name === 'typesetting' ? 'Typesetting' : 'Finishing', {
        ...props,
        name,
        memorySize: sizes[name],
        timeout: Duration.minutes(5),
      });
      wake(worker, name, props.stores.table.tableStreamArn ?? '', deadLetters);
      // The next minute sweeps anew: an old sweep is worth nothing.
      sweep.addTarget(
        new LambdaFunction(worker.lambda, { retryAttempts: 0, maxEventAge: Duration.minutes(1) }),
      );
      return [name, worker] as const;
    });
    this.functions = Object.fromEntries(made) as Record<WorkerName, IkrarFunction>;
    this.alarms = [
      this.#deadLetterAlarm(deadLetters),
      this.#ceremonyAlarm(),
      ...workerNames.flatMap((name) => this.#alarms(name)),
    ];
  }

  /** The sweep logs what the operator of the authority has to do; the filter counts it, so no role gains a right. */
  #ceremonyAlarm(): Alarm {
    const filter = new MetricFilter(this, 'AuthorityWarnings', {
      logGroup: this.functions.finishing.logGroup,
      metricNamespace: 'Ikrar',
      metricName: 'AuthorityWarnings',
      filterPattern: FilterPattern.stringValue('$.message', '=', 'authority-warning'),
    });
    return new Alarm(this, 'CeremonyDue', {
      alarmDescription:
        'Ikrar: a list or certificate of the authority ends soon; run "ikrar authority status" and hold the ceremony it names',
      metric: filter.metric({ statistic: 'Sum', period: Duration.hours(1) }),
      ...atLeast(1),
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }

  #deadLetterAlarm(queue: Queue): Alarm {
    return new Alarm(this, 'DeadLetterDepth', {
      alarmDescription: 'Ikrar: a record of the stream could not be worked on; the sweeper still tries',
      metric: queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5) }),
      ...atLeast(1),
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }

  #alarms(name: WorkerName): Alarm[] {
    const { lambda } = this.functions[name];
    const dimensionsMap = { FunctionName: lambda.functionName };
    return [
      new Alarm(this, `${name}Lag`, {
        alarmDescription: `Ikrar: ${name} is more than ten minutes behind the table`,
        metric: new Metric({
          namespace: 'AWS/Lambda',
          metricName: 'IteratorAge',
          dimensionsMap,
          statistic: 'Maximum',
          period: Duration.minutes(5),
        }),
        ...atLeast(Duration.minutes(10).toMilliseconds()),
        treatMissingData: TreatMissingData.NOT_BREACHING,
      }),
      new Alarm(this, `${name}Asleep`, {
        alarmDescription: `Ikrar: ${name} has not been called for fifteen minutes; the sweep stands still`,
        metric: lambda.metricInvocations({ period: Duration.minutes(15) }),
        threshold: 1,
        evaluationPeriods: 1,
        comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.BREACHING,
      }),
    ];
  }
}

const atLeast = (threshold: number) => ({
  threshold,
  evaluationPeriods: 1,
  comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
});

/** Only records whose item waits for an effect this worker does; what it does itself is read again by key. */
function wake(worker: IkrarFunction, name: WorkerName, eventSourceArn: string, deadLetters: Queue): void {
  worker.role.addToPolicy(
    new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] }),
  );
  const pending = indexAttributes('pending').partition;
  const mapping = new EventSourceMapping(worker, 'Stream', {
    target: worker.lambda,
    eventSourceArn,
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 10,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    retryAttempts: 3,
    maxRecordAge: Duration.hours(1),
    parallelizationFactor: 4,
    onFailure: { bind: () => ({ destination: deadLetters.queueArn }) },
    filters: workerEffects[name].map((effect) =>
      FilterCriteria.filter({
        eventName: FilterRule.or('INSERT', 'MODIFY'),
        dynamodb: { NewImage: { [pending]: { S: FilterRule.beginsWith(`${effect}#`) } } },
      }),
    ),
  });
  // Lambda checks the role when the mapping is made.
  mapping.node.addDependency(worker.role);
}
