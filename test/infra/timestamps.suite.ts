import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { functionNames, lambdaOf } from './policy.ts';
import { idsIn, ofType, synthesize, type Template } from './template.ts';

const variables = z.object({ Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }) });
const named = (template: Template, variable: string) =>
  functionNames.filter(
    (name) => variable in variables.parse(lambdaOf(template, name).Properties).Environment.Variables,
  );

const pattern =
  '{ ($.message = "timestamp-authority-failed") || (($.message = "timestamp-authority-changed") && ($.position > 0)) }';

describe('the time-stamping authorities', () => {
  test('reach the functions which stamp, and no other', () => {
    const template = synthesize({
      'ikrar:tsa': 'https://tsa.example/stempel sendiri',
      'ikrar:tsaPolicy': '1.2.3.4',
    });
    expect(named(template, 'IKRAR_TSA').toSorted()).toEqual(['finishing', 'signing']);
    expect(named(template, 'IKRAR_TSA_POLICY').toSorted()).toEqual(['finishing', 'signing']);
    expect(named(synthesize(), 'IKRAR_TSA')).toEqual([]);
  });

  test('raise one alarm when one of them fails, whichever function noticed', () => {
    const template = synthesize();
    const filters = ofType(template, 'AWS::Logs::MetricFilter').filter(
      ({ Properties }) => Properties.FilterPattern === pattern,
    );
    const groups = (['signing', 'finishing'] as const).flatMap((name) =>
      idsIn((lambdaOf(template, name).Properties.LoggingConfig as { LogGroup: unknown }).LogGroup),
    );
    expect(filters.flatMap(({ Properties }) => idsIn(Properties.LogGroupName)).toSorted()).toEqual(
      groups.toSorted(),
    );
    const counted = { MetricName: 'TimestampAuthorityTrouble', MetricNamespace: 'Ikrar/Ikrar' };
    for (const { Properties } of filters)
      expect(Properties).toMatchObject({
        FilterPattern: pattern,
        MetricTransformations: [{ ...counted, MetricValue: '1' }],
      });
    const alarms = ofType(template, 'AWS::CloudWatch::Alarm').filter(
      ({ Properties }) => Properties.MetricName === counted.MetricName,
    );
    expect(alarms).toMatchObject([
      {
        Properties: {
          Namespace: counted.MetricNamespace,
          Statistic: 'Sum',
          Threshold: 1,
          TreatMissingData: 'notBreaching',
        },
      },
    ]);
  });

  test.each([
    [{ 'ikrar:tsa': 'https://tsa.example' }, /IKRAR_TSA_POLICY/],
    [{ 'ikrar:tsa': 'https://a:b@tsa.example', 'ikrar:tsaPolicy': '1.2.3.4' }, /without credentials/],
  ])('are refused: %j', (context, problem) => {
    expect(() => synthesize(context)).toThrow(problem);
  });
});
