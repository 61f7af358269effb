import type * as z from 'zod';
import { Refusal } from './refusal.ts';

/**
 * A form's fields by a strict schema: unknown fields are refused, and a field that comes twice is an array,
 * which only a schema that expects an array takes.
 */
export function readFields<T>(fields: URLSearchParams, schema: z.ZodType<T>): T {
  const given = new Map<string, string | string[]>();
  for (const name of new Set(fields.keys())) {
    const values = fields.getAll(name);
    given.set(name, values.length === 1 ? (values[0] ?? '') : values);
  }
  const parsed = schema.safeParse(Object.fromEntries(given));
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
