import * as z from 'zod';
import { type FunctionName, functionRights } from '../../infra/function-rights.ts';
import { idsIn, ofType, type Template } from './template.ts';

const oneOrMany = z.union([z.unknown().array(), z.unknown().transform((one) => [one])]);
const statement = z.object({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z.unknown().optional(),
  Action: z.union([z.string().array(), z.string().transform((one) => [one])]),
  Resource: oneOrMany.optional(),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});
const document = z.object({ Statement: z.array(statement) });
export type Statement = z.infer<typeof statement>;

export const statementsOf = (policyDocument: unknown): Statement[] =>
  document.parse(policyDocument).Statement;

/** Every statement which any role of the stack has, inline and attached. */
export function roleStatements(
  template: Template,
): { readonly role: string; readonly statement: Statement }[] {
  return ofType(template, 'AWS::IAM::Policy').flatMap(({ Properties }) =>
    idsIn(Properties.Roles).flatMap((role) =>
      statementsOf(Properties.PolicyDocument).map((found) => ({ role, statement: found })),
    ),
  );
}

export const functionNames = Object.keys(functionRights) as FunctionName[];

/** The Lambda of a door or worker, by its handler's path. */
export function lambdaOf(template: Template, name: FunctionName) {
  const found = ofType(template, 'AWS::Lambda::Function').filter(
    ({ Properties }) => Properties.Handler === `functions/${name}/lambda.handler`,
  );
  const [only] = found;
  if (!only || found.length !== 1) throw new Error(`expected one function ${name}, got ${found.length}`);
  return only;
}

/** What a function may do, in the order of the alphabet. */
export function actionsOf(template: Template, name: FunctionName): string[] {
  const roles = idsIn(lambdaOf(template, name).Properties.Role);
  const actions = roleStatements(template)
    .filter(({ role }) => roles.includes(role))
    .flatMap(({ statement: found }) => found.Action);
  return [...new Set(actions)].sort();
}

/** Whether an IAM action, which may hold wildcards, reaches a concrete one; IAM ignores case. */
export function covers(pattern: string, action: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'i').test(action);
}
