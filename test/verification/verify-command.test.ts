import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { verifyCommand } from '../../cli/verify.ts';
import { certificatePem } from '../../core/pki/pem.ts';
import { join } from '../pades/reader/sample-pdf.ts';
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
  writeFileSync(file('empty.pdf'), '');
  writeFileSync(file('trust.pem'), certificatePem(sample.root.der));
  const [root, issuing] = sample.revocationLists;
  writeFileSync(file('root.crl'), root ?? '');
  writeFileSync(file('issuing.crl'), pem('X509 CRL', issuing ?? new Uint8Array()));
  const anchor = { certificate: certificatePem(sample.root.der), purposes: ['signature'] };
  writeFileSync(file('trust.json'), JSON.stringify({ trust: [anchor] }));
  writeFileSync(file('wrong.json'), JSON.stringify({ trust: [{ ...anchor, purposes: ['everything'] }] }));
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
    ['no file', []],
    ['an unknown option', ['--force', file('valid.pdf')]],
    ['a file which is not there', [file('valid.pdf'), file('nowhere.pdf')]],
    ['a folder', [folder]],
    ['a PEM which is none', [file('valid.pdf'), '--trust', file('not.pem')]],
    ['a PEM which is not there', [file('valid.pdf'), '--trust', file('nowhere.pem')]],
    ['a list which is no trust list', [file('valid.pdf'), '--trust', file('wrong.json')]],
    ['a CRL which is none', [file('valid.pdf'), '--crl', file('not.pem')]],
    ['--trust without a value', [file('valid.pdf'), '--trust']],
  ])('refuses %s with 64 and says so on stderr only', async (_what, args) => {
    const { code, out, err } = await run(args);

    expect(code).toBe(64);
    expect(out).toBe('');
    expect(err).toContain('ikrar verify: ');
  });

  it('says the verdict first, then who, then what was not checked', async () => {
    const { out } = await run([file('valid.pdf'), ...trust]);

    expect(out.split('\n')[0]).toBe(`${file('valid.pdf')}: SAH`);
    expect(out.indexOf('Siti Aminah')).toBeGreaterThan(0);
    expect(out.indexOf('Tidak diperiksa')).toBeGreaterThan(out.indexOf('Siti Aminah'));
  });

  it('gives the whole report as JSON', async () => {
    const { out } = await run([file('altered.pdf'), file('valid.pdf'), '--json', ...trust]);

    const reports = JSON.parse(out);
    expect(reports.map((report: { verdict: string }) => report.verdict)).toEqual(['not-valid', 'valid']);
    expect(reports[1]).toMatchObject({
      policy: { name: 'ikrar-verification' },
      notChecked: ['signing-time'],
    });
  });
});
