import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { functionNames, lambdaOf } from './policy.ts';
import { synthesize, type Template } from './template.ts';

const variables = z.object({ Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }) });
const named = (template: Template, variable: string) =>
  functionNames.filter(
    (name) => variable in variables.parse(lambdaOf(template, name).Properties).Environment.Variables,
  );

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

  test.each([
    [{ 'ikrar:tsa': 'https://tsa.example' }, /IKRAR_TSA_POLICY/],
    [{ 'ikrar:tsa': 'https://a:b@tsa.example', 'ikrar:tsaPolicy': '1.2.3.4' }, /without credentials/],
  ])('are refused: %j', (context, problem) => {
    expect(() => synthesize(context)).toThrow(problem);
  });
});
