import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { DoorName } from '../functions/routes.ts';
import { IkrarFunction, type IkrarFunctionProps } from './ikrar-function.ts';

/** MB. More memory is more processor: scrypt takes 128 MB and half a core-second at each passphrase. */
const memory: Readonly<Record<DoorName, number>> = {
  assets: 256,
  authority: 256,
  entrance: 512,
  board: 512,
  correction: 512,
  desk: 512,
  enrolment: 1769,
  muster: 512,
  invitation: 512,
  signing: 1769,
  verification: 1024,
};

const doorNames = Object.keys(memory) as DoorName[];

/** The functions with a URL, one per door of the route table. */
export class Doors extends Construct {
  readonly functions: Readonly<Record<DoorName, IkrarFunction>>;

  constructor(
    scope: Construct,
    id: string,
    props: Pick<IkrarFunctionProps, 'stores' | 'environment' | 'timestamps' | 'mailFrom' | 'webAssets'>,
  ) {
    super(scope, id);
    const made = doorNames.map((name) => [
      name,
      // A second less than API Gateway's 30: the function's own log then says what took so long.
      new IkrarFunction(this, pascal(name), {
        ...props,
        name,
        memorySize: memory[name],
        timeout: Duration.seconds(29),
      }),
    ]);
    this.functions = Object.fromEntries(made) as Record<DoorName, IkrarFunction>;
  }
}

const pascal = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
