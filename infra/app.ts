import { resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import { buildAssets, writeAssets } from '../web/assets.ts';
import { readDeployment } from './deployment.ts';
import { IkrarStack } from './ikrar-stack.ts';

const app = new App();
const deployment = readDeployment((name) => app.node.tryGetContext(name));
const webAssets = resolve(app.outdir, 'web-assets');
await writeAssets(webAssets, await buildAssets());
new IkrarStack(app, `Ikrar-${deployment.stage}`, { deployment, webAssets });
app.synth();
