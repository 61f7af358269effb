import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import * as z from 'zod';
import { readDeployment } from '../../infra/deployment.ts';
import { IkrarStack } from '../../infra/ikrar-stack.ts';

const cdkJson = z.object({ context: z.record(z.string(), z.unknown()) });
const resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
});
const template = z.object({
  Resources: z.record(z.string(), resource),
  Outputs: z.record(z.string(), z.object({ Value: z.unknown(), Description: z.string().optional() })),
});

export type Resource = z.infer<typeof resource>;
export type Template = z.infer<typeof template>;

/** The template that `cdk deploy` would send, with the context of cdk.json; only the functions' code is left out. */
export function synthesize(context: Readonly<Record<string, unknown>> = {}): Template {
  const key = JSON.stringify(context);
  const known = synthesized.get(key) ?? synthesizeAnew(context);
  synthesized.set(key, known);
  return known;
}

const synthesized = new Map<string, Template>();

function synthesizeAnew(context: Readonly<Record<string, unknown>>): Template {
  const settings = cdkJson.parse(JSON.parse(readFileSync('cdk.json', 'utf8')));
  const values: Record<string, unknown> = {
    ...settings.context,
    'aws:cdk:bundling-stacks': [],
    ...context,
  };
  const deployment = readDeployment((name) => values[name]);
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'ikrar-cdk-')), context: values });
  const stack = new IkrarStack(app, 'Ikrar', { deployment, webAssets: 'not-bundled' });
  const read = template.parse(app.synth().getStackByName(stack.stackName).template);
  rmSync(app.outdir, { recursive: true });
  return read;
}

export const ofType = ({ Resources }: Template, type: string): (Resource & { readonly id: string })[] =>
  Object.entries(Resources).flatMap(([id, found]) => (found.Type === type ? [{ id, ...found }] : []));

/** The logical id a `Ref` or `Fn::GetAtt` anywhere inside `value` leads to. */
export const idsIn = (value: unknown): string[] =>
  [...JSON.stringify(value).matchAll(/\{"(?:Ref":"|Fn::GetAtt":\[")([A-Za-z0-9]+)"/g)].flatMap(
    ([, id]) => id ?? [],
  );
