import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { headOf } from '../../core/campaign/plan.ts';
import { groupPublicCode } from '../../core/document/public-code.ts';
import { renditions } from '../../core/document/renditions.ts';
import { sha256 } from '../../core/document/sha256.ts';
import { recordSchemaName } from '../../core/publication/record-json-schema.ts';
import { signDocuments } from '../../core/signing/sign-documents.ts';
import { documentKinds } from '../../core/typeset/facts.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { ask } from './ask.ts';
import { type House, openHouse, passphrase } from './house.ts';
import { twoHeads } from './two-heads.ts';

const folder = scratchFolder();
let house: House;
const planned = (head: number, kind: string) => {
  const found = house.plan.documents.find((one) => headOf(one) === house.person(head) && one.kind === kind);
  if (!found) throw new Error(kind);
  return found;
};

beforeAll(async () => {
  house = await openHouse(folder, twoHeads);
  await house.enrolEverybody();
  for (const person of [house.person(0), house.plan.regionalHead]) {
    const shown = await Promise.all(house.documentsOf(0).map((id) => house.shown(id)));
    const documents = shown.map((text) => ({ id: text.slice(0, 32), shown: text.slice(33) }));
    expect(
      (await signDocuments(house.ports, { evenUnopened: true, person, passphrase, documents })).outcome,
    ).toBe('done');
  }
  await house.finish();
});

describe('the data of a complete document', () => {
  it.each(documentKinds)('are what the schema it names says: %s', async (kind) => {
    const { code, id } = planned(0, kind);
    const answer = await ask(house, `/d/${code}/data.json`);
    const told = JSON.parse(answer.text);
    const document = await house.load(id);

    expect(answer.headers['content-type']).toBe('application/json');
    const { pathname } = new URL(told.schema);
    const schema = JSON.parse((await ask(house, pathname)).text);
    const valid = new Ajv2020({ strict: true, validateFormats: false }).compile(schema);
    expect(valid(told), JSON.stringify(valid.errors)).toBe(true);
    expect(told).toMatchObject({ kind, code, sample: true });
    expect(told.parties.map(({ signedAt }: { signedAt: string }) => signedAt)).toEqual(
      document.signatures.map(({ at }) => at),
    );
    expect(told.file.sha256).toBe(document.state.name === 'complete' && document.state.revision);
    expect(sha256(answer.text)).toBe(renditions(document).at(-1)?.record);
  });

  it('may be read by any site and kept for minutes, the page by none', async () => {
    const { code } = planned(0, 'perjanjian-kinerja');
    const target = `/d/${code}/data.json`;
    const { headers } = await ask(house, target);
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=300',
    });
    const again = await ask(house, target, { headers: { 'if-none-match': headers.etag ?? '' } });
    expect(again).toMatchObject({ status: 304, text: '' });
    for (const other of ['', '/laporan.json', '/catatan.json', '/status'])
      expect((await ask(house, `/d/${code}${other}`)).headers['access-control-allow-origin']).toBeUndefined();
  });

  it('are found by the page, and by the code as a person types it', async () => {
    const { code } = planned(0, 'perjanjian-kinerja');
    const page = await ask(house, `/d/${code}`);
    expect(page.text).toMatch(
      new RegExp(`<link rel="alternate" type="application/json"[^>]* href="/d/${code}/data.json">`),
    );
    expect(page.text).toContain('Data terbuka (JSON)');
    expect((await ask(house, `/d/${groupPublicCode(code).toLowerCase()}/data.json`)).status).toBe(200);
  });

  it('do not exist before everybody has signed', async () => {
    const { code } = planned(1, 'perjanjian-kinerja');
    const answer = await ask(house, `/d/${code}/data.json`);
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(JSON.parse(answer.text)).toMatchObject({ type: 'urn:ikrar:problem:not-complete' });
    expect(answer.text).not.toContain('SAKIP');
    expect((await ask(house, `/d/${code}`)).text).not.toContain('data.json');
  });

  it('are given for codes of documents alone', async () => {
    const { code, id } = planned(0, 'perjanjian-kinerja');
    const { created } = await house.load(id);
    const [{ record } = { record: '' }] = renditions(await house.load(id));
    const other = code.slice(0, 16) + (code.endsWith('0') ? '1' : '0');
    for (const typed of [
      other,
      id,
      record,
      created.facts,
      '0'.repeat(17),
      'A'.repeat(4000),
      '%2e%2e',
      '%00',
    ]) {
      const answer = await ask(house, `/d/${typed}/data.json`);
      expect(answer.status, typed).toBe(404);
      expect(JSON.parse(answer.text)).toMatchObject({ type: 'urn:ikrar:problem:not-found', status: 404 });
    }
  });
});

describe('the schemas', () => {
  it.each(documentKinds)('are told to any site: %s', async (kind) => {
    const answer = await ask(house, `/skema/${recordSchemaName(kind)}`);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/schema+json',
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=86400',
    });
    expect(JSON.parse(answer.text)).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: `urn:ikrar:skema:${kind}:1`,
      additionalProperties: false,
    });
    const { etag = '' } = answer.headers;
    const again = await ask(house, `/skema/${recordSchemaName(kind)}`, {
      headers: { 'if-none-match': etag },
    });
    expect(again.status).toBe(304);
  });

  it.each([
    'perjanjian-kinerja.json',
    'perjanjian-kinerja-2.json',
    'constructor-1.json',
    '%2e%2e',
    'x'.repeat(5000),
  ])('have no other names: %s', async (name) => {
    const answer = await ask(house, `/skema/${name}`);
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toBe('application/problem+json');
  });
});

describe('no machine-readable copy', () => {
  const [head] = twoHeads.persons;
  if (!head) throw new Error('expected a head');
  const last = head.employeeNumber.slice(-4);
  /** Hashes, serial numbers and codes are random, and times have digits of their own. */
  const random = /^(?:[0-9a-f]{20,}|[0-9A-HJKMNP-TV-Z]{17}|\d{4}-\d\d-\d\dT[\d:.]+Z|[A-Za-z0-9+/=_-]{64,})$/;
  const textsOf = (value: unknown): string[] => {
    if (typeof value === 'string') return random.test(value) ? [] : [value];
    if (typeof value === 'number') return [String(value)];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([name, one]) => [name, ...textsOf(one)]);
  };

  it('holds an employee number or its last digits, rank, grade or anything of a key', async () => {
    const paths = [
      ...documentKinds.flatMap((kind) => [0, 1].map((of) => `/d/${planned(of, kind).code}`)),
    ].flatMap((path) => ['data', 'laporan', 'catatan'].map((name) => `${path}/${name}.json`));
    const targets = [
      ...paths,
      ...documentKinds.map((kind) => `/skema/${recordSchemaName(kind)}`),
      '/periksa/kepercayaan.json',
    ];
    let read = 0;
    for (const target of targets) {
      const { status, text } = await ask(house, target);
      if (status !== 404) read += 1;
      const digits = text.replace(/[\s.\-/]/g, '');
      for (const { employeeNumber } of twoHeads.persons) expect(digits, target).not.toContain(employeeNumber);
      expect(text, target).not.toMatch(/"(?:salt|wrapped|privateKey|passphrase|credential)"|PRIVATE KEY/);
      expect(text, target).not.toContain(passphrase);
      const words = textsOf(JSON.parse(text)).map((word) =>
        word.replaceAll(planned(0, 'piagam-zi').code, ''),
      );
      for (const word of words.filter((one) => !/^(?:https?:|\/d\/)/.test(one)))
        for (const trace of [last, head.rank ?? 'Pembina', head.gradeClass ?? 'IV/', house.person(0)])
          expect(word, target).not.toContain(trace);
    }
    // Three copies of each complete document, the record of each other, the schemas and the trust.
    expect(read).toBe(3 * 3 + 3 + 3 + 1);
  });

  it('is told otherwise by this test when a number stands in it', () => {
    const leaked = { parties: [{ name: 'A', note: `NIP …${last}` }] };
    expect(textsOf(leaked).some((word) => word.includes(last))).toBe(true);
  });
});
