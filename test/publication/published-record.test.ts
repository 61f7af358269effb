import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { encodeRecord } from '../../core/publication/encode-record.ts';
import { RecordTooEarly, recordOf, type SignedDocument } from '../../core/publication/published-record.ts';
import { recordJsonSchema, recordSchemaName } from '../../core/publication/record-json-schema.ts';
import { type DocumentFacts, documentFacts, documentKinds } from '../../core/typeset/facts.ts';
import { sampleFacts } from '../typeset/sample-facts.ts';

const file = 'f'.repeat(64);

/** Numbers, ranks and grades which stand nowhere else in the facts. */
const canary = {
  employeeNumber: '19740322 200104 2 907',
  rank: 'Pembina Kenari',
  gradeClass: 'IV/e',
};
const traces = /19740322|2907|2 907|200104|Kenari|IV\/e|employeeNumber|rank|gradeClass|person/i;

const ombudsman = {
  name: 'Rangga Wiratmaja',
  titlePrefix: 'Dr.',
  position: 'Kepala Perwakilan',
  institution: 'Ombudsman RI',
};
const slots = (...names: string[]) => names.map((name) => ({ name, signer: 'ikrar-ca' }));

const pact = sampleFacts('pakta-integritas');
const agreement = sampleFacts('perjanjian-kinerja');
const charter = sampleFacts('piagam-zi');
const { head: _, ...alone } = agreement;
const { regionalHead: __, ...unwitnessed } = pact;

const variants: Readonly<Record<string, unknown>> = {
  'a pact': pact,
  'a pact without a witness': { ...unwitnessed, slots: slots('head') },
  'an agreement': agreement,
  'an agreement which is initialled': {
    ...agreement,
    initialling: { name: 'Candra Mahardika', position: 'Plh. Sekretaris Daerah', acting: 'PLH', ...canary },
    slots: slots('head', 'initialling', 'regional-head'),
  },
  'the regional head’s own agreement': { ...alone, slots: slots('regional-head') },
  'an amendment': {
    ...agreement,
    programs: agreement.programs.map((program) => ({ ...program, budgetBefore: 0 })),
    amendment: {
      revision: 1,
      reason: 'strategi-anggaran',
      predecessor: { code: '0'.repeat(17), number: '001/PK/DISDIK/2027', date: '2027-01-04' },
    },
  },
  'a charter': charter,
  'a charter with witnesses from outside': {
    ...charter,
    witnesses: [
      { ...ombudsman, attendance: 'signs' },
      { ...ombudsman, name: 'Laksmi Pertiwi', attendance: 'named' },
      { ...ombudsman, name: 'Teguh Prakoso', attendance: 'paper' },
    ],
    slots: slots('head', 'witness-1', 'regional-head'),
  },
};

const factsOf = (name: string): DocumentFacts => {
  const facts = variants[name];
  if (typeof facts !== 'object' || facts === null) throw new Error(name);
  return documentFacts.parse({
    ...facts,
    ...('head' in facts && facts.head ? { head: { ...facts.head, ...canary } } : {}),
  });
};

const signedBy = (facts: DocumentFacts): SignedDocument => ({
  created: { published: facts.kind === 'piagam-zi' },
  signatures: facts.slots.map(({ name }, position) => ({
    type: 'signed',
    at: `2027-01-0${position + 5}T03:04:05.678Z`,
    slot: name,
    person: 'a-person',
    shown: file,
    opened: true,
    revision: file,
    level: 'PAdES-B-T',
    certificate: file,
    session: '0'.repeat(32),
    timestampAuthority: 'Penanda Waktu',
    revocationLists: [],
  })),
});
const record = (name: string) => recordOf(factsOf(name), signedBy(factsOf(name)), file);

// `format` only annotates unless asked (JSON Schema 2020-12 §7.2.1); each format has a pattern or a longer rule beside it.
const ajv = new Ajv2020({ allErrors: true, strict: true, validateFormats: false });
const validator = Object.fromEntries(
  documentKinds.map((kind) => [kind, ajv.compile(recordJsonSchema(kind))] as const),
);

describe('the record of a signed document', () => {
  it.each(Object.keys(variants))(
    'follows its JSON schema and tells of people no more than name and position: %s',
    (name) => {
      const bytes = new TextDecoder().decode(encodeRecord(factsOf(name), signedBy(factsOf(name)), file));
      const told = JSON.parse(bytes);

      const valid = validator[told.kind];
      expect(valid?.(told), JSON.stringify(valid?.errors)).toBe(true);
      expect(bytes).not.toMatch(traces);
      expect(told.schema).toBe(`http://localhost:3000/skema/${recordSchemaName(told.kind)}`);
    },
  );

  it('tells who signed, in order, by the printed name, and when', () => {
    expect(record('an agreement which is initialled').parties).toEqual([
      {
        role: 'head',
        name: 'Ir. Puspawardhani Embuntara, M.Si.',
        position: 'Kepala Dinas Pendidikan',
        signedAt: '2027-01-05T03:04:05.678Z',
      },
      {
        role: 'initialling',
        name: 'Candra Mahardika',
        position: 'Plh. Sekretaris Daerah',
        signedAt: '2027-01-06T03:04:05.678Z',
      },
      {
        role: 'regional-head',
        name: 'H. Surya Adipratama, S.E., M.M.',
        position: 'Bupati Langkat',
        signedAt: '2027-01-07T03:04:05.678Z',
      },
    ]);
    expect(record('the regional head’s own agreement').parties.map(({ role }) => role)).toEqual([
      'regional-head',
    ]);
  });

  it('leaves titles away where the document does, and tells witnesses who signed elsewhere apart', () => {
    const told = record('a charter with witnesses from outside');
    if (told.kind !== 'piagam-zi') throw new Error(told.kind);
    expect(told.parties.map(({ role, name }) => `${role}: ${name}`)).toEqual([
      'head: Puspawardhani Embuntara',
      'witness: Rangga Wiratmaja',
      'regional-head: Surya Adipratama',
    ]);
    expect(told.otherWitnesses.map(({ name, attendance }) => `${attendance}: ${name}`)).toEqual([
      'named: Laksmi Pertiwi',
      'paper: Teguh Prakoso',
    ]);
    expect(told.areas).toEqual(charter.wording.areas);
  });

  it('gives the targets and budgets as they stand, so that nobody types them again', () => {
    const told = record('an amendment');
    if (told.kind !== 'perjanjian-kinerja') throw new Error(told.kind);
    expect(told.objectives).toEqual(agreement.objectives);
    expect(told.programs[0]).toEqual({ ...agreement.programs[0], budgetBefore: 0 });
    expect(told.amendment?.predecessor.link).toBe(`http://localhost:3000/d/${'0'.repeat(17)}`);
    expect('amendment' in record('an agreement')).toBe(false);
  });

  it('gives the address of the file where it is published, and the terms of use where there are some', () => {
    expect(record('an agreement').file).toEqual({ sha256: file });
    expect(record('an agreement').licence).toBeUndefined();
    const terms = 'https://creativecommons.org/licenses/by/4.0/';
    const facts = documentFacts.parse({
      ...charter,
      government: { ...charter.government, dataLicence: terms },
    });
    const told = recordOf(facts, signedBy(facts), file);
    expect(validator[told.kind]?.(told)).toBe(true);
    expect(told.file.url).toBe(`${facts.link}/berkas/${file}`);
    expect(told.licence).toBe(terms);
  });

  it('names the document which it corrects', () => {
    const facts = factsOf('an agreement');
    const replaces = { document: '0'.repeat(32), code: '1'.repeat(17) };
    const told = recordOf(facts, { ...signedBy(facts), created: { replaces, published: false } }, file);
    expect(validator[told.kind]?.(told)).toBe(true);
    expect(told.replaces).toEqual({
      code: replaces.code,
      link: `http://localhost:3000/d/${replaces.code}`,
    });
  });

  it('gives the points as they are printed, the agency named', () => {
    const told = record('a pact');
    if (told.kind !== 'pakta-integritas') throw new Error(told.kind);
    expect(told.points).toHaveLength(7);
    expect(told.points[5]).toContain('di Dinas Pendidikan Kabupaten Langkat serta');
    expect(JSON.stringify(told)).not.toContain('{instansi}');
  });

  it('is not made before everybody has signed', () => {
    const facts = factsOf('an agreement');
    const [first] = signedBy(facts).signatures;
    expect(() =>
      recordOf(facts, { created: { published: true }, signatures: first ? [first] : [] }, file),
    ).toThrow(RecordTooEarly);
  });

  it.each([
    '197403222001042907',
    '19740322 200104 2 907',
    '19740322.200104.2.907',
    'NIP 19740322-200104-2907',
  ])('cannot hold an employee number hidden in another text: %s', (number) => {
    const position = `Kepala Dinas (${number})`;
    const hidden = { ...pact, head: { ...pact.head, position } };
    expect(documentFacts.safeParse(hidden).error?.issues[0]).toMatchObject({
      path: ['head', 'position'],
      message: 'no employee number',
    });
    // Facts which came past their schema all the same.
    expect(() => recordOf(hidden, signedBy(hidden), file)).toThrow();
    const forged = { ...record('a pact'), place: position };
    expect(validator['pakta-integritas']?.(forged)).toBe(false);
  });

  it('refuses no figures which only look long', () => {
    const text = 'Rp 12.345.678.901.234 untuk 2025, 2026, 2027; kode 1.01.02.2.01.0001; nomor 800/0124/2027';
    const facts = documentFacts.parse({ ...pact, head: { ...pact.head, position: text } });
    expect(recordOf(facts, signedBy(facts), file).parties[0]?.position).toBe(text);
  });
});

describe('the schemas', () => {
  it.each(documentKinds)('are published with the documentation: %s', (kind) => {
    const published = new URL(`../../docs/schemas/${recordSchemaName(kind)}`, import.meta.url);
    expect(JSON.parse(readFileSync(published, 'utf8'))).toEqual(recordJsonSchema(kind));
  });

  it('explain every field in words, and let no other in, at any depth', () => {
    const look = (schema: unknown, path: string): void => {
      if (typeof schema !== 'object' || schema === null) return;
      const { type, properties, additionalProperties, items }: Record<string, unknown> = { ...schema };
      if (type === 'object') expect(additionalProperties, path).toBe(false);
      for (const [name, property] of Object.entries(properties ?? {})) {
        expect(property, `${path}.${name}`).toHaveProperty('description');
        look(property, `${path}.${name}`);
      }
      look(items, `${path}[]`);
    };
    for (const kind of documentKinds) look(recordJsonSchema(kind), kind);
  });

  it('refuse a record of another kind, with a member more, or with one less', () => {
    const told = record('an agreement');
    const valid = validator['perjanjian-kinerja'];
    const { year: ___, ...less } = told;
    expect(valid?.(told)).toBe(true);
    for (const other of [
      less,
      { ...told, employeeNumber: '1' },
      { ...told, parties: [{ ...told.parties[0], rank: 'Pembina' }] },
      { ...told, version: 2 },
      record('a charter'),
    ])
      expect(valid?.(other)).toBe(false);
  });
});
