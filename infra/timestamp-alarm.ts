import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { LogEntry } from '../functions/log.ts';
import type { IkrarFunction } from './ikrar-function.ts';

const failed = 'timestamp-authority-failed' satisfies LogEntry['event'];
const changed = 'timestamp-authority-changed' satisfies LogEntry['event'];
const metricName = 'TimestampAuthorityTrouble';

/**
 * Tells the operator that a time-stamping authority failed or that another than the first serves; the way back to
 * the first is no trouble. Both functions count into one metric: which of them noticed does not matter.
 */
export class TimestampAlarm extends Construct {
  readonly alarm: Alarm;

  constructor(scope: Construct, id: string, stamping: readonly IkrarFunction[]) {
    super(scope, id);
    const metricNamespace = `Ikrar/${Stack.of(this).stackName}`;
    for (const { logGroup, node } of stamping)
      new MetricFilter(this, node.id, {
        logGroup,
        metricNamespace,
        metricName,
        metricValue: '1',
        filterPattern: FilterPattern.any(
          FilterPattern.stringValue('$.message', '=', failed),
          FilterPattern.all(
            FilterPattern.stringValue('$.message', '=', changed),
            FilterPattern.numberValue('$.position', '>', 0),
          ),
        ),
      });
    this.alarm = new Alarm(this, 'Alarm', {
      alarmDescription: `Ikrar: a time-stamping authority failed. Look for "${failed}" in the logs of signing and finishing`,
      metric: new Metric({
        namespace: metricNamespace,
        metricName,
        statistic: 'Sum',
        period: Duration.minutes(5),
      }),
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
