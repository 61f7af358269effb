import { expect, test } from 'vitest';
import { systemRandomness } from '../../adapters/embedded/system-randomness.ts';
import { drawPlan } from '../../core/campaign/draw-plan.ts';
import { storePlan } from '../../core/campaign/plan.ts';
import { sha256 } from '../../core/document/sha256.ts';
import { importRoster } from '../../core/roster/import.ts';
import { type DocumentFacts, decodeFacts } from '../../core/typeset/facts.ts';
import { present } from '../../core/typeset/presentation.ts';
import { altered, demoFiles } from '../roster/demo-files.ts';

/** The plan of the sample regency with other words in its government's file, and the facts it names. */
async function drawn(from: string, to: string) {
  const shelf = new Map<string, Uint8Array>();
  const working = {
    put: async (bytes: Uint8Array) => {
      shelf.set(sha256(bytes), bytes);
      return sha256(bytes);
    },
    get: async (hash: string) => shelf.get(hash),
    has: async (hash: string) => shelf.has(hash),
    temporaryUrl: () => Promise.reject(new Error('nobody asks')),
  };
  const government = altered(demoFiles.government, from, to);
  const roster = await importRoster({ ...demoFiles, government });
  if (!roster.ok) throw new Error(JSON.stringify(roster.problems));
  const clock = { now: () => new Date('2027-01-04T02:00:00Z') };
  const { plan, contacts } = await drawPlan(
    { working, clock, randomness: systemRandomness },
    { roster: roster.plan, year: 2027, publicUrl: 'http://localhost:3000' },
  );
  const documentOf = (kind: DocumentFacts['kind'], unit: string) => {
    const planned = plan.documents.find((one) => one.kind === kind && one.unit === unit);
    const stored = shelf.get(planned?.facts ?? '');
    if (!planned || !stored) throw new Error(`expected ${kind} of ${unit}`);
    return { planned, facts: decodeFacts(stored) };
  };
  return { plan, contacts, shelf, working, documentOf };
}

test('a Pj. regional head stands without titles wherever his name is (Permendagri 1/2023 Ps 44)', async () => {
  const { documentOf } = await drawn('"position": "Bupati Langkat"', '"position": "Pj. Bupati Langkat"');

  const { planned, facts } = documentOf('perjanjian-kinerja', 'DISDIK');

  expect(facts.regionalHead).toMatchObject({ acting: 'PJ', position: 'Pj. Bupati Langkat' });
  expect(present(facts).regionalHead?.fullName).toBe('Surya Adipratama');
  expect(planned.slots.at(-1)).toMatchObject({
    displayName: 'Surya Adipratama',
    position: 'Pj. Bupati Langkat',
  });
});

test('signatures show a name as their document prints it: a charter without titles', async () => {
  const { documentOf } = await drawn('"sample": true', '"sample": true');

  const names = (['perjanjian-kinerja', 'piagam-zi'] as const).map((kind) =>
    documentOf(kind, 'DISDIK').planned.slots.map(({ displayName }) => displayName),
  );

  expect(names).toEqual([
    ['Ir. Puspawardhani Embuntara, M.Si.', 'H. Surya Adipratama, S.E., M.M.'],
    ['Puspawardhani Embuntara', 'Surya Adipratama'],
  ]);
});

test('an official who is named as witness does not witness a charter of their own', async () => {
  const witness = { name: 'Tirtanirmala Dayasukma', position: 'Inspektur', attendance: 'named' };
  const { documentOf } = await drawn(
    '"sample": true',
    `"sample": true, "charter": ${JSON.stringify({ witnesses: [witness] })}`,
  );

  expect(documentOf('piagam-zi', 'DISDIK').facts).toMatchObject({ witnesses: [witness] });
  expect(documentOf('piagam-zi', 'INSP').facts).toMatchObject({ witnesses: [] });
});

test('how people are reached is told beside the plan: neither it nor any facts hold an address', async () => {
  const witness = {
    name: 'Wirasena Adiguna',
    position: 'Ombudsman',
    attendance: 'signs',
    surel: 'w@o.example',
  };
  const { plan, contacts, shelf } = await drawn(
    '"sample": true',
    `"sample": true, "charter": ${JSON.stringify({ witnesses: [witness] })}`,
  );

  const witnessId = plan.persons.find(({ role }) => role === 'witness')?.id ?? '';
  expect(contacts[witnessId]).toEqual({ email: 'w@o.example' });
  expect(Object.keys(contacts).length).toBeGreaterThan(40);
  const kept = [JSON.stringify(plan), ...[...shelf.values()].map((bytes) => new TextDecoder().decode(bytes))];
  expect(kept.filter((text) => text.includes('.example'))).toEqual([]);
});

test('a plan with one number twice is not stored', async () => {
  const { plan, working } = await drawn('"sample": true', '"sample": true');
  const [first] = plan.documents;
  const documents = plan.documents.map((one) => ({ ...one, number: first?.number }));

  expect(() => storePlan(working, { ...plan, documents })).toThrow(/another number/);
});
