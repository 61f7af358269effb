import type * as z from 'zod';
import { Refusal } from './refusal.ts';

/**
 * A form's fields by a strict schema: unknown fields are refused, and a field that comes twice is an array,
 * which only a schema that expects an array takes.
 */
export function readFields<T>(fields: URLSearchParams, schema: z.ZodType<T>): T {
  // In one pass: asking for each name would take a form of very many fields minutes.
  const given = Map.groupBy(fields, ([name]) => name);
  const values = [...given].map(([name, all]): [string, string | string[]] => {
    const [[, first] = ['', ''], ...more] = all;
    return [name, more.length === 0 ? first : all.map(([, value]) => value)];
  });
  const parsed = schema.safeParse(Object.fromEntries(values));
  if (!parsed.success) throw new Refusal('malformed', { cause: parsed.error });
  return parsed.data;
}

export function readJson<T>(body: string, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    // A `__proto__` key becomes an own property here, which strict schemas refuse.
    value = JSON.parse(body);
  } catch (cause) {
    throw new Refusal('malformed', { cause });
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Refusal('malformed', { cause: parsed.error });
  return parsed.data;
}
