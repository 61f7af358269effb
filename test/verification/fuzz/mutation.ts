import type { Seeded } from '../../world/seeded.ts';
import type { Base } from './base.ts';
import { blockEdit, byteEdit, tokenEdit } from './mutate-bytes.ts';
import { containerEdit } from './mutate-container.ts';
import { appendedRevision } from './mutate-revision.ts';

/** One step from bytes to bytes, and how to say it. */
export interface Edit {
  readonly what: string;
  apply(bytes: Uint8Array): Uint8Array;
}

/** Draws an edit for the bytes as they stand; the base tells where its signatures are. */
export type Mutator = (random: Seeded, base: Base, bytes: Uint8Array, bases: readonly Base[]) => Edit;

const mutators: readonly Mutator[] = [
  byteEdit,
  byteEdit,
  blockEdit,
  tokenEdit,
  tokenEdit,
  containerEdit,
  appendedRevision,
  appendedRevision,
  appendedRevision,
];

export interface Mutation {
  readonly base: Base;
  readonly edits: readonly Edit[];
}

/** The mutation of a seed: one edit mostly, up to three. */
export function drawMutation(random: Seeded, bases: readonly Base[]): Mutation {
  const base = bases[random.int(bases.length)] ?? bases[0];
  if (base === undefined) throw new Error('no file to start from');
  const count = random.chance(0.7) ? 1 : 2 + random.int(2);
  const edits: Edit[] = [];
  let bytes = base.bytes;
  for (let i = 0; i < count; i++) {
    const mutate = mutators[random.int(mutators.length)] ?? byteEdit;
    const edit = mutate(random, base, bytes, bases);
    edits.push(edit);
    bytes = edit.apply(bytes);
  }
  return { base, edits };
}

export function mutated({ base, edits }: Mutation): Uint8Array {
  return edits.reduce((bytes, edit) => edit.apply(bytes), base.bytes);
}
