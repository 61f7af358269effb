import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AlarmTopic } from './alarm-topic.ts';
import { Api } from './api.ts';
import { ArchiveBucket } from './archive-bucket.ts';
import type { Deployment } from './deployment.ts';
import { Doors } from './doors.ts';
import { Keys } from './keys.ts';
import { StateTable } from './state-table.ts';
import { functionEnvironment, type Stores } from './stores.ts';
import { TimestampAlarm } from './timestamp-alarm.ts';
import { Workers } from './workers.ts';
import { WorkingBucket } from './working-bucket.ts';

export type IkrarStackProps = {
  readonly deployment: Deployment;
  /** Folder with the built files of the pages. */
  readonly webAssets: string;
};

/** All of Ikrar in one account and region. */
export class IkrarStack extends Stack {
  constructor(scope: Construct, id: string, { deployment, webAssets }: IkrarStackProps) {
    super(scope, id, {
      description: 'Ikrar: signed, archived, publicly verifiable documents of officials',
      terminationProtection: deployment.stage === 'production',
      tags: { project: 'ikrar', stage: deployment.stage },
    });
    const stores: Stores = {
      table: new StateTable(this, 'State', deployment).table,
      archive: new ArchiveBucket(this, 'Archive', deployment).bucket,
      working: new WorkingBucket(this, 'Working').bucket,
      keys: new Keys(this, 'Keys', deployment),
    };
    const api = new Api(this, 'Api', deployment);
    const environment = functionEnvironment(stores, api.publicUrl, deployment);
    const { timestamps, mailFrom } = deployment;
    const doors = new Doors(this, 'Doors', {
      stores,
      environment,
      timestamps,
      webAssets,
      ...(mailFrom ? { mailFrom } : {}),
    });
    const workers = new Workers(this, 'Workers', { stores, environment, timestamps, webAssets });
    api.open(doors.functions, deployment);

    const functions = [...Object.values(doors.functions), ...Object.values(workers.functions)];
    const { alarm } = new TimestampAlarm(this, 'Timestamps', [
      doors.functions.signing,
      workers.functions.finishing,
    ]);
    const alarms = [...functions.map(({ errors }) => errors), ...workers.alarms, alarm];
    new AlarmTopic(this, 'Alarms', alarms, deployment);

    // Under the names the command line reads them by: what `ikrar import` needs besides AWS credentials.
    for (const [name, value] of Object.entries(environment))
      new CfnOutput(this, outputName(name), { value, description: name });
    if (api.domain)
      new CfnOutput(this, 'DomainTarget', {
        value: api.domain.regionalDomainName,
        description: 'CNAME or alias target of the domain',
      });
  }
}

/** `IKRAR_PUBLIC_URL` → `IkrarPublicUrl`, since an output's name has no underscores. */
const outputName = (variable: string): string =>
  variable
    .toLowerCase()
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
