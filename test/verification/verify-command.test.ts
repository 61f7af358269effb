import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { verifyCommand } from '../../cli/verify.ts';
import { certificatePem } from '../../core/pki/pem.ts';
import { reportDocumentSchema } from '../../core/verification/report-schema.ts';
import { appendRevision, identifiers, join } from '../pades/reader/sample-pdf.ts';
import { signedSample } from './signed-sample.ts';

const folder = mkdtempSync(joinPath(tmpdir(), 'ikrar-verify-'));
const pem = (label: string, der: Uint8Array) =>
  `-----BEGIN ${label}-----\n${Buffer.from(der).toString('base64')}\n-----END ${label}-----\n`;
const file = (name: string) => joinPath(folder, name);
const trust = ['--trust', file('trust.pem'), '--crl', file('root.crl'), '--crl', file('issuing.crl')];

beforeAll(async () => {
  const sample = await signedSample();
  writeFileSync(file('valid.pdf'), sample.twice);
  writeFileSync(file('altered.pdf'), join(sample.twice, 'junk'));
  writeFileSync(file('unsigned.pdf'), sample.unsigned);
  writeFileSync(file('sealed.pdf'), sample.sealed);
  writeFileSync(file('valid\n.pdf: SAH'), sample.twice);
  const content = [{ number: 4, body: '<</Length 2>>\nstream\nq \nendstream' }];
  writeFileSync(
    file('rewritten.pdf'),
    appendRevision(sample.twice, content, { size: 99, trailer: identifiers }),
  );
  writeFileSync(file('empty.pdf'), '');
  writeFileSync(file('trust.pem'), certificatePem(sample.root.der));
  const [root, issuing] = sample.revocationLists;
  writeFileSync(file('root.crl'), root ?? '');
  writeFileSync(file('issuing.crl'), pem('X509 CRL', issuing ?? new Uint8Array()));
  const anchor = { certificate: certificatePem(sample.root.der), purposes: ['signature'] };
  writeFileSync(file('trust.json'), JSON.stringify({ trust: [anchor] }));
  writeFileSync(file('wrong.json'), JSON.stringify({ trust: [{ ...anchor, purposes: ['everything'] }] }));
  writeFileSync(file('broken.json'), '{\n  "trust": [1 2]}');
  writeFileSync(file('damaged.pem'), '# akar\n\n-----BEGIN CERTIFICATE-----\nAAAA\n');
  writeFileSync(file('not.pem'), 'hello');
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

async function run(args: string[]) {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2027-01-06T00:00:00Z') });
  const out: string[] = [];
  const err: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0);
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0);
  const code = await verifyCommand(args);
  return { code, out: out.join(''), err: err.join('') };
}

describe('ikrar verify', () => {
  it.each([
    ['a valid file', ['valid.pdf'], trust, 0],
    ['an altered file', ['altered.pdf'], trust, 1],
    ['an unsigned file', ['unsigned.pdf'], trust, 2],
    ['an empty file', ['empty.pdf'], trust, 2],
    ['an issuer nobody trusts', ['valid.pdf'], [], 2],
    ['an issuer of a JSON list', ['valid.pdf'], ['--trust', file('trust.json'), ...trust.slice(2)], 0],
    ['no revocation list at hand', ['valid.pdf'], trust.slice(0, 2), 2],
    ['valid and unsigned', ['valid.pdf', 'unsigned.pdf'], trust, 2],
    ['unsigned and altered', ['unsigned.pdf', 'altered.pdf', 'valid.pdf'], trust, 1],
  ])('%s', async (_what, files, options, expected) => {
    const { code, out, err } = await run([...files.map(file), ...options]);

    expect(code).toBe(expected);
    expect(err).toBe('');
    for (const name of files) expect(out).toContain(file(name));
  });

  it.each([
    ['no file', [], 64, 'sedikitnya satu berkas'],
    ['an unknown option', ['--force', file('valid.pdf')], 64, '--force'],
    ['a file which is not there', [file('valid.pdf'), file('nowhere.pdf')], 66, 'berkas tidak ada'],
    ['a folder', [folder], 66, 'ini folder'],
    ['a PEM which is none', [file('valid.pdf'), '--trust', file('not.pem')], 64, 'not.pem'],
    ['a damaged PEM', [file('valid.pdf'), '--trust', file('damaged.pem')], 64, 'line 3: '],
    ['a PEM which is not there', [file('valid.pdf'), '--trust', file('nowhere.pem')], 66, 'nowhere.pem'],
    ['a wrong purpose', [file('valid.pdf'), '--trust', file('wrong.json')], 64, 'trust[0].purposes[0]'],
    ['JSON which is none', [file('valid.pdf'), '--trust', file('broken.json')], 64, 'line 2'],
    ['a CRL which is none', [file('valid.pdf'), '--crl', file('not.pem')], 64, 'not.pem'],
    ['--trust without a value', [file('valid.pdf'), '--trust'], 64, '--trust'],
    ['a time without its zone', [file('valid.pdf'), '--at', '2027-01-06T00:00:00'], 64, 'dengan zona'],
    ['no time at all', [file('valid.pdf'), '--at', 'kemarin'], 64, 'kemarin'],
    ['standard input twice', ['-', '-'], 64, 'satu kali'],
    ['two kinds of output', [file('valid.pdf'), '--json', '--explain'], 64, 'pilih salah satu'],
  ])('refuses %s and says so on stderr only', async (_what, args, expected, words) => {
    const { code, out, err } = await run(args);

    expect(code).toBe(expected);
    expect(out).toBe('');
    expect(err).toContain('ikrar verify: ');
    expect(err).toContain(words);
  });

  it('tells its usage when asked', async () => {
    const { code, out, err } = await run(['--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Pemakaian: ikrar verify');
  });

  it('says the verdict first, then who, then what was not checked', async () => {
    const { out } = await run([file('valid.pdf'), ...trust]);

    expect(out.split('\n')[0]).toBe(`${file('valid.pdf')}: SAH`);
    expect(out.indexOf('Siti Aminah')).toBeGreaterThan(0);
    expect(out.indexOf('Tidak diperiksa')).toBeGreaterThan(out.indexOf('Siti Aminah'));
  });

  it('says in which zone its times are', async () => {
    const { out } = await run([file('valid.pdf'), ...trust]);
    expect(out).toContain('4 Januari 2027 pukul 09.00 WIB (menurut sistem penanda tangan)');
  });

  it('ends with a summary of several files', async () => {
    const { out } = await run([file('valid.pdf'), file('altered.pdf'), file('unsigned.pdf'), ...trust]);
    expect(out.slice(out.indexOf('Ringkasan')).split('\n')).toEqual([
      'Ringkasan: 3 berkas, 1 sah, 1 tidak sah, 1 belum dapat dipastikan',
      `  SAH                    ${file('valid.pdf')}`,
      `  TIDAK SAH              ${file('altered.pdf')}`,
      `  BELUM DAPAT DIPASTIKAN ${file('unsigned.pdf')}`,
      '',
    ]);
  });

  it('judges for the time asked', async () => {
    const ended = await run([file('valid.pdf'), ...trust, '--at', '2040-01-01T07:00:00+07:00']);
    expect(ended.code).toBe(2);
    expect(ended.out).toContain('certificate-out-of-validity');
    expect(ended.out).toContain('menurut keadaan 1 Januari 2040 pukul 07.00 WIB');
  });

  it('calls bytes which are no PDF so, without a guess', async () => {
    const { code, out } = await run([file('not.pem')]);
    expect(code).toBe(2);
    expect(out).toContain('Berkas ini bukan PDF yang utuh');
  });

  it('lets no name of a file forge a line of the report', async () => {
    const { out } = await run([file('valid\n.pdf: SAH'), ...trust]);
    expect(out.split('\n').filter((line) => line.includes(': SAH'))).toHaveLength(1);
  });

  it('explains each step with its clause, and each changed object with its rule', async () => {
    const { out } = await run([file('sealed.pdf'), ...trust, '--explain']);
    for (const words of [
      'ikrar-verification versi',
      'daftar kepercayaan ',
      'TOTAL-PASSED',
      'Pencabutan sertifikat: lolos [revocation; EN 319 102-1',
      'CN=Siti Aminah',
      'tidak dicabut',
      'Revisi 2: ',
      'kolom tanda tangan yang tersedia diisi [filled-field]',
      '[security-store]',
      '[new-field]',
    ])
      expect(out).toContain(words);
  });

  it('never says of a step which could not be taken that it was passed', async () => {
    const { out } = await run([file('valid.pdf'), '--explain']);
    expect(out).toContain('Rantai sertifikat sampai penerbit yang dipercaya: belum dapat dipastikan');
    expect(out).toContain('Pencabutan sertifikat: belum dapat dipastikan');
  });

  it('names what nothing explains', async () => {
    const { out } = await run([file('rewritten.pdf'), ...trust, '--explain']);
    expect(out).toContain('objek 4 diganti: ✗ tidak dijelaskan oleh aturan mana pun');
  });

  it('gives one versioned JSON document, facts apart from judgement, as its schema has it', async () => {
    const names = ['altered.pdf', 'sealed.pdf', 'empty.pdf', 'unsigned.pdf', 'rewritten.pdf', 'valid.pdf'];
    const { out } = await run([...names.map(file), '--json', ...trust]);

    const document = reportDocumentSchema.parse(JSON.parse(out));
    expect(document.files.map(({ judgement }) => judgement.verdict)).toEqual([
      'not-valid',
      'valid',
      'cannot-tell',
      'cannot-tell',
      'not-valid',
      'valid',
    ]);
    expect(document.at).toBe('2027-01-06T00:00:00.000Z');
    expect(document.files.map(({ file: name }) => name)).toEqual(names.map(file));
    expect(document.files[1]?.facts.diagnosticData?.proofsOfExistence).toHaveLength(1);
    expect(document.files[1]?.judgement.signatures[0]?.reasons.map(({ rule }) => rule)).toContain('chain');
  });

  it('publishes that schema', () => {
    const published = new URL('../../docs/verification-report.schema.json', import.meta.url);
    expect(JSON.parse(readFileSync(published, 'utf8'))).toEqual(z.toJSONSchema(reportDocumentSchema));
  });

  it('reads standard input', () => {
    const program = joinPath(import.meta.dirname, '../../cli/ikrar.js');
    const args = [program, 'verify', '-', ...trust, '--at', '2027-01-06T00:00:00Z'];
    const { status, stdout } = spawnSync(process.execPath, args, { input: readFileSync(file('valid.pdf')) });
    expect(stdout.toString().split('\n')[0]).toBe('(masukan baku): SAH');
    expect(status).toBe(0);
  });
});
