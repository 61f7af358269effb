import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Deployment } from './deployment.ts';

/** Where alarms go. An alarm says which function, never which document or person. */
export class AlarmTopic extends Construct {
  constructor(scope: Construct, id: string, alarms: readonly Alarm[], { alarmEmail }: Deployment) {
    super(scope, id);
    const topic = new Topic(this, 'Topic', { enforceSSL: true });
    if (alarmEmail !== undefined) topic.addSubscription(new EmailSubscription(alarmEmail));
    const action = new SnsAction(topic);
    for (const alarm of alarms) alarm.addAlarmAction(action);
  }
}
