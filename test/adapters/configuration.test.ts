import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ConfigurationRefused, readConfiguration } from '../../adapters/configuration.ts';
import { openPorts } from '../../adapters/ports.ts';
import { scratchFolder } from './scratch-folder.ts';

const scratch = scratchFolder();
const aws = {
  IKRAR_TABLE: 'ikrar',
  IKRAR_ARCHIVE_BUCKET: 'arsip',
  IKRAR_WORKING_BUCKET: 'kerja',
  IKRAR_KMS_ROOT_CA: 'alias/root',
  IKRAR_KMS_ISSUING_CA: 'alias/issuing',
  IKRAR_KMS_TSA: 'alias/tsa',
  IKRAR_KMS_WRAPPING: 'alias/wrap',
};

describe('configuration', () => {
  it('is embedded and local when nothing is said', () => {
    const configuration = readConfiguration({ PORT: '', IKRAR_DATA: '' });
    expect(configuration).toMatchObject({
      dataFolder: resolve('.ikrar'),
      publicUrl: 'http://localhost:3000',
      port: 3000,
      registry: { engine: 'sqlite' },
      content: { engine: 'folder' },
      vault: { engine: 'file' },
    });
    expect(configuration.vault).not.toHaveProperty('passphrase');
  });

  it('keeps mail in a folder until a server is named, and then needs a sender', () => {
    const IKRAR_SMTP_URL = 'smtps://ikrar:sandi@surel.contohkab.go.id';
    const IKRAR_MAIL_FROM = 'Bagian Organisasi <ikrar@contohkab.go.id>';
    const sender = { name: 'Bagian Organisasi', address: 'ikrar@contohkab.go.id' };
    const mail = (environment: Record<string, string>) => readConfiguration(environment).mail;

    expect(mail({})).toMatchObject({ engine: 'folder', folder: resolve('.ikrar/mail') });
    expect(mail({ IKRAR_SMTP_URL, IKRAR_MAIL_FROM })).toMatchObject({ engine: 'smtp', sender });
    expect(mail({ IKRAR_MAIL: 'ses', IKRAR_MAIL_FROM })).toEqual({ engine: 'ses', sender });
    expect(mail({ IKRAR_MAIL: 'none', IKRAR_SMTP_URL })).toEqual({ engine: 'none' });
    expect(() => mail({ IKRAR_SMTP_URL })).toThrow('IKRAR_MAIL_FROM');
    expect(() => mail({ IKRAR_MAIL: 'ses' })).toThrow('IKRAR_MAIL_FROM');
    expect(() => mail({ IKRAR_SMTP_URL: 'http://x.id', IKRAR_MAIL_FROM })).toThrow('IKRAR_SMTP_URL');
  });

  it('takes engines from flags before the environment', () => {
    const environment = { ...aws, IKRAR_REGISTRY: 'sqlite', IKRAR_ARCHIVE: 's3' };
    const flags = { registry: 'dynamodb', vault: 'kms' };
    expect(readConfiguration(environment, flags)).toMatchObject({
      registry: { engine: 'dynamodb', table: 'ikrar', localEndpoint: false },
      content: { engine: 's3', archive: 'arsip', working: 'kerja', localEndpoint: false },
      vault: { engine: 'kms', keys: { signing: { tsa: ['alias/tsa'] }, wrapping: 'alias/wrap' } },
    });
  });

  it.each([
    ['http://127.0.0.1:8000', true],
    ['http://localhost:8000', true],
    ['http://[::1]:8000', true],
    ['https://dynamodb.ap-southeast-3.amazonaws.com', false],
    ['http://localhost.example.com', false],
    ['bukan alamat', false],
  ])('knows whether %s is an engine on this machine', (endpoint, localEndpoint) => {
    const environment = {
      ...aws,
      AWS_ENDPOINT_URL: 'http://other.example',
      AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    };
    expect(readConfiguration(environment, { registry: 'dynamodb' }).registry).toMatchObject({
      localEndpoint,
    });
  });

  it.each([
    ['PORT', { PORT: '0' }, {}],
    ['PORT', { PORT: '65536' }, {}],
    ['PORT', { PORT: '3000x' }, {}],
    ['IKRAR_PUBLIC_URL', { IKRAR_PUBLIC_URL: 'ikrar.example.go.id' }, {}],
    ['IKRAR_PUBLIC_URL', { IKRAR_PUBLIC_URL: 'ftp://ikrar.example.go.id' }, {}],
    ['IKRAR_PUBLIC_URL', { IKRAR_PUBLIC_URL: 'https://ikrar.example.go.id/?a' }, {}],
    ['IKRAR_VAULT_PASSPHRASE', { IKRAR_VAULT_PASSPHRASE: 'pendek' }, {}],
    ['--registry', {}, { registry: 'postgres' }],
    ['--archive', {}, { archive: 'folders' }],
    ['--vault', {}, { vault: 'KMS' }],
    ['IKRAR_TABLE', {}, { registry: 'dynamodb' }],
    ['IKRAR_WORKING_BUCKET', { IKRAR_ARCHIVE_BUCKET: 'a' }, { archive: 's3' }],
    ['IKRAR_KMS_TSA', { ...aws, IKRAR_KMS_TSA: undefined }, { vault: 'kms' }],
  ])('names %s when it is wrong', (variable, environment, flags) => {
    const refused = () => readConfiguration(environment, flags);
    expect(refused).toThrow(variable);
    expect(refused).toThrow(ConfigurationRefused);
  });

  it('takes the last slash off the public address, and never repeats a secret', () => {
    expect(readConfiguration({ IKRAR_PUBLIC_URL: 'https://a.go.id/ikrar/' }).publicUrl).toBe(
      'https://a.go.id/ikrar',
    );
    expect(() => readConfiguration({ IKRAR_VAULT_PASSPHRASE: 'hunter2' })).not.toThrow('hunter2');
  });
});

describe('ports', () => {
  it('open embedded, and again on the same data', async () => {
    const configuration = readConfiguration({ IKRAR_DATA: join(scratch, 'data') });
    const first = await openPorts(configuration);
    const key = await first.vault.key('root-ca');
    const sha256 = await first.archive.put(Buffer.from('isi'));
    await first.registry.save({ key: 'a#1', version: 1, body: { sha256 } });
    const url = await first.archive.temporaryUrl(sha256, 60, 'a.pdf');
    await first.close();

    const second = await openPorts(configuration);

    expect(await second.vault.key('root-ca')).toEqual(key);
    expect(await second.archive.has(sha256)).toBe(true);
    expect(await second.working.has(sha256)).toBe(false);
    expect((await second.registry.load('a#1'))?.body).toEqual({ sha256 });
    expect(second.openTemporaryUrl(url)).toEqual({ sha256, fileName: 'a.pdf' });
    await second.close();
  });

  it('do not load the AWS SDK for an embedded start', async () => {
    const program = join(import.meta.dirname, 'embedded-start.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [program, join(scratch, 'start')]);
    expect(JSON.parse(stdout)).toEqual([]);
  });
});

describe('timestamps', () => {
  const of = (environment: Record<string, string>) => readConfiguration(environment).timestamps;
  const policy = { IKRAR_TSA_POLICY: '1.2.3.4' };

  it('come from our own authority when nothing is said', () => {
    expect(of({})).toEqual({ authorities: ['sendiri'], policies: [], ownPolicy: '1.3.6.1.4.1.32473.1' });
  });

  it('come from a list in its order, credentials apart from the address', () => {
    const IKRAR_TSA = 'https://a:b%40c@tsa.example/stempel, http://lain.example/tsr sendiri';
    expect(of({ ...policy, IKRAR_TSA, IKRAR_TSA_OWN_POLICY: '1.3.6.1.4.1.99.1' })).toEqual({
      authorities: [
        { url: 'https://tsa.example/stempel', credentials: { user: 'a', password: 'b@c' } },
        { url: 'http://lain.example/tsr' },
        'sendiri',
      ],
      policies: ['1.2.3.4'],
      ownPolicy: '1.3.6.1.4.1.99.1',
    });
  });

  it.each([
    [{ IKRAR_TSA: 'https://tsa.example' }, 'IKRAR_TSA_POLICY'],
    [{ ...policy, IKRAR_TSA: 'http://a:b@tsa.example' }, 'IKRAR_TSA'],
    [{ ...policy, IKRAR_TSA: 'https://a:50%off@tsa.example' }, 'IKRAR_TSA'],
    [{ ...policy, IKRAR_TSA: 'ftp://tsa.example' }, 'IKRAR_TSA'],
    [{ ...policy, IKRAR_TSA: 'sendiri sendiri' }, 'IKRAR_TSA'],
    [{ ...policy, IKRAR_TSA: 'own' }, 'IKRAR_TSA'],
    [{ IKRAR_TSA: ' , ' }, 'IKRAR_TSA'],
    [{ IKRAR_TSA: 'https://tsa.example', IKRAR_TSA_POLICY: 'kebijakan' }, 'IKRAR_TSA_POLICY'],
    [{ IKRAR_TSA_OWN_POLICY: '1.02.3' }, 'IKRAR_TSA_OWN_POLICY'],
  ])('refuses %j', (environment, variable) => {
    expect(() => of(environment)).toThrow(ConfigurationRefused);
    expect(() => of(environment)).toThrow(new RegExp(`- ${variable}: `));
  });
});
