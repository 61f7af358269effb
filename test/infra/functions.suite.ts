import { beforeAll, describe, expect, test } from 'vitest';
import { workerEffects } from '../../functions/routes.ts';
import { functionNames, lambdaOf } from './policy.ts';
import { idsIn, ofType, synthesize, type Template } from './template.ts';

let template: Template;
beforeAll(() => {
  template = synthesize({ 'ikrar:alarmEmail': 'tik@contohkab.go.id', 'ikrar:requestsPerSecond': '50' });
});

describe('the functions', () => {
  test('run Node 24, on arm64 but for the native typesetter, within the time of what waits for them', () => {
    for (const name of functionNames) {
      const { Properties } = lambdaOf(template, name);
      const isWorker = Object.hasOwn(workerEffects, name);
      expect(Properties.Runtime).toBe('nodejs24.x');
      expect(Properties.Architectures).toEqual([name === 'typesetting' ? 'x86_64' : 'arm64']);
      expect(Properties.Timeout).toBe(isWorker ? 300 : 29);
    }
    expect(ofType(template, 'AWS::Lambda::Function')).toHaveLength(functionNames.length);
  });

  test('log for six months, each into a group of its own', () => {
    const groups = functionNames.map(
      (name) =>
        idsIn((lambdaOf(template, name).Properties.LoggingConfig as { LogGroup: unknown }).LogGroup)[0],
    );
    expect(new Set(groups).size).toBe(functionNames.length);
    for (const group of ofType(template, 'AWS::Logs::LogGroup'))
      expect(group.Properties.RetentionInDays).toBe(180);
  });

  test('nothing has an address of its own beside the API', () => {
    expect(ofType(template, 'AWS::Lambda::Url')).toEqual([]);
  });
});

describe('the workers', () => {
  const mappings = () => ofType(template, 'AWS::Lambda::EventSourceMapping');

  test('are woken by the table for their own effects only', () => {
    for (const [name, effects] of Object.entries(workerEffects)) {
      const { id } = lambdaOf(template, name as keyof typeof workerEffects);
      const [mapping] = mappings().filter(({ Properties }) => idsIn(Properties.FunctionName).includes(id));
      const criteria = mapping?.Properties.FilterCriteria as { Filters: { Pattern: string }[] } | undefined;
      expect(criteria?.Filters.map(({ Pattern }) => JSON.parse(Pattern))).toEqual(
        effects.map((effect) => ({
          eventName: ['INSERT', 'MODIFY'],
          dynamodb: { NewImage: { pendingPartition: { S: [{ prefix: `${effect}#` }] } } },
        })),
      );
      expect(idsIn(mapping?.Properties.EventSourceArn)).toEqual(
        ofType(template, 'AWS::DynamoDB::GlobalTable').map((table) => table.id),
      );
    }
    expect(mappings()).toHaveLength(Object.keys(workerEffects).length);
  });

  test('report the record that failed, give up after a while, and leave a letter', () => {
    const [queue] = ofType(template, 'AWS::SQS::Queue');
    for (const { Properties } of mappings()) {
      expect(Properties).toMatchObject({
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 3,
        MaximumRecordAgeInSeconds: 3600,
      });
      expect(idsIn(Properties.DestinationConfig)).toEqual([queue?.id]);
    }
  });

  test('are swept every minute, all of them, by a rule that may call them', () => {
    const [rule, ...others] = ofType(template, 'AWS::Events::Rule');
    expect(others).toEqual([]);
    expect(rule?.Properties).toMatchObject({ ScheduleExpression: 'rate(1 minute)', State: 'ENABLED' });
    const workers = Object.keys(workerEffects).map((name) => lambdaOf(template, name as 'finishing').id);
    expect(idsIn(rule?.Properties.Targets).sort()).toEqual([...workers].sort());
    const called = ofType(template, 'AWS::Lambda::Permission')
      .filter(({ Properties }) => Properties.Principal === 'events.amazonaws.com')
      .flatMap(({ Properties }) => idsIn(Properties.FunctionName));
    expect(called.sort()).toEqual([...workers].sort());
  });
});

describe('alarms', () => {
  const alarms = () => ofType(template, 'AWS::CloudWatch::Alarm');
  const on = (metric: string) =>
    alarms()
      .filter(({ Properties }) => Properties.MetricName === metric)
      .flatMap(({ Properties }) => idsIn(Properties.Dimensions));

  test('watch each function’s errors, the workers’ lag and sweep, and the dead letters', () => {
    const all = functionNames.map((name) => lambdaOf(template, name).id);
    const workers = Object.keys(workerEffects).map((name) => lambdaOf(template, name as 'finishing').id);
    expect(on('Errors').sort()).toEqual([...all].sort());
    expect(on('IteratorAge').sort()).toEqual([...workers].sort());
    expect(on('Invocations').sort()).toEqual([...workers].sort());
    expect(on('ApproximateNumberOfMessagesVisible')).toEqual(
      ofType(template, 'AWS::SQS::Queue').map(({ id }) => id),
    );
  });

  test('tell of a ceremony which is due, from what the sweep logs each minute, and no role may do more for it', () => {
    const pattern = '{ $.message = "authority-warning" }';
    const filters = ofType(template, 'AWS::Logs::MetricFilter').filter(
      ({ Properties }) => Properties.FilterPattern === pattern,
    );
    const metric = { MetricName: 'AuthorityWarnings', MetricNamespace: 'Ikrar' };
    expect(filters).toMatchObject([
      { Properties: { MetricTransformations: [{ ...metric, MetricValue: '1' }] } },
    ]);
    const { LogGroup } = lambdaOf(template, 'finishing').Properties.LoggingConfig as { LogGroup: unknown };
    expect(filters.flatMap(({ Properties }) => idsIn(Properties.LogGroupName))).toEqual(idsIn(LogGroup));
    expect(alarms().filter(({ Properties }) => Properties.MetricName === metric.MetricName)).toMatchObject([
      {
        Properties: { Namespace: 'Ikrar', Statistic: 'Sum', Threshold: 1, TreatMissingData: 'notBreaching' },
      },
    ]);
    expect(JSON.stringify(ofType(template, 'AWS::IAM::Policy'))).not.toContain('PutMetricData');
  });

  test('reach a person: each has the topic, which takes CloudWatch’s messages and has the address', () => {
    const [topic] = ofType(template, 'AWS::SNS::Topic');
    for (const { Properties } of alarms()) expect(idsIn(Properties.AlarmActions)).toEqual([topic?.id]);
    expect(ofType(template, 'AWS::SNS::Subscription')).toMatchObject([
      { Properties: { Protocol: 'email', Endpoint: 'tik@contohkab.go.id' } },
    ]);
    const [policy] = ofType(template, 'AWS::SNS::TopicPolicy');
    expect(JSON.stringify(policy?.Properties)).toMatch(/"Allow","Principal":\{"Service":"cloudwatch/);
  });
});
