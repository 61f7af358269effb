import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, X509Certificate } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { readSecretFile, replaceSecretFile } from '../../adapters/embedded/secret-file.ts';
import { makeCertificate } from '../../core/pki/certificate.ts';
import { distinguishedName } from '../../core/pki/distinguished-name.ts';
import type { MessageSigner } from '../../core/pki/message-signer.ts';
import { type NetworkNames, nameConstraints, subjectAltName } from '../../core/pki/network-names.ts';
import { certificatePem } from '../../core/pki/pem.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Randomness } from '../../core/ports/randomness.ts';
import { UsageError } from '../exit-code.ts';
import type { TlsIdentity } from '../gateway.ts';

const stored = z.strictObject({
  names: z.array(z.string()).min(1),
  key: z.string(),
  certificate: z.string(),
});
type Stored = z.infer<typeof stored>;

export type OfficeTls = {
  readonly identity: TlsIdentity;
  readonly authority: X509Certificate;
  /** Whoever trusted the CA before has to trust this one anew. */
  readonly authorityIsNew: boolean;
};

const day = 86_400_000;
/** Phones and computers of an office whose clocks are late must not refuse what was made this minute. */
const clockSkew = day;
const renewServerBefore = 30 * day;
const renewAuthorityBefore = 60 * day;

/**
 * The CA of one office network and the certificate of its server, made where there is none, renewed where they end soon.
 * The CA can certify no other names than `names`; where these change, another CA takes its place. Its key never leaves
 * `folder`. It has nothing to do with the CA which certifies signers. Throws UsageError where a stored file cannot be read.
 */
export async function openOfficeTls(
  folder: string,
  names: NetworkNames,
  { clock, randomness }: { readonly clock: Clock; readonly randomness: Randomness },
): Promise<OfficeTls> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const now = clock.now();
  const lasts = ({ certificate }: Stored, margin: number): boolean =>
    new X509Certificate(certificate).validToDate.getTime() - now.getTime() > margin;
  const same = (one: Stored): boolean => JSON.stringify(one.names) === JSON.stringify(names);

  const authorityFile = join(folder, 'otoritas-kantor.json');
  const before = await read(authorityFile);
  const kept = before && same(before) && lasts(before, renewAuthorityBefore) ? before : undefined;
  const authority = kept ?? (await foundAuthority(names, now, randomness));
  if (!kept) await write(authorityFile, authority);

  const serverFile = join(folder, 'server-kantor.json');
  const served = await read(serverFile);
  const issuer = new X509Certificate(authority.certificate);
  const serves =
    served &&
    same(served) &&
    lasts(served, renewServerBefore) &&
    new X509Certificate(served.certificate).verify(issuer.publicKey);
  const server = serves ? served : await certifyServer(authority, names, now, randomness);
  if (!serves) await write(serverFile, server);
  return {
    identity: { cert: server.certificate + authority.certificate, key: server.key },
    authority: issuer,
    authorityIsNew: !kept,
  };
}

const authorityName = distinguishedName(undefined, 'Ikrar Jaringan Kantor');

async function foundAuthority(names: NetworkNames, now: Date, randomness: Randomness): Promise<Stored> {
  const { key, signer } = newKey();
  const der = await makeCertificate(
    {
      profile: 'office',
      subject: authorityName,
      issuer: authorityName,
      publicKey: signer.publicKey,
      signer,
      notBefore: new Date(now.getTime() - clockSkew),
      extensions: [nameConstraints(names)],
    },
    randomness,
    unjournalled,
  );
  return { names: [...names], key, certificate: certificatePem(der) };
}

async function certifyServer(
  authority: Stored,
  names: NetworkNames,
  now: Date,
  randomness: Randomness,
): Promise<Stored> {
  const { key, signer } = newKey();
  const der = await makeCertificate(
    {
      profile: 'server',
      // Names stand in the extension alone; digits of an address would be taken for a person's number here.
      subject: distinguishedName(undefined, 'Ikrar'),
      issuer: authorityName,
      publicKey: signer.publicKey,
      signer: signerOf(authority.key),
      notBefore: new Date(now.getTime() - clockSkew),
      notAfterLimit: new X509Certificate(authority.certificate).validToDate,
      extensions: [subjectAltName(names)],
    },
    randomness,
    unjournalled,
  );
  return { names: [...names], key, certificate: certificatePem(der) };
}

/** The journal is of the CA which certifies signers; here nothing is ever audited. */
const unjournalled = async (): Promise<void> => {};

function newKey(): { readonly key: string; readonly signer: MessageSigner } {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const key = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  return { key, signer: signerOf(key) };
}

function signerOf(pem: string): MessageSigner {
  const key = createPrivateKey(pem);
  return {
    algorithm: 'ecdsa-p256',
    publicKey: new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' })),
    sign: async (message) => new Uint8Array(sign('sha256', message, key)),
  };
}

async function read(path: string): Promise<Stored | undefined> {
  const bytes = await readSecretFile(path);
  if (!bytes) return undefined;
  try {
    const found = stored.parse(JSON.parse(new TextDecoder().decode(bytes)));
    if (!new X509Certificate(found.certificate).checkPrivateKey(createPrivateKey(found.key)))
      throw new Error('key and certificate do not belong together');
    return found;
  } catch (cause) {
    throw new UsageError(
      `berkas "${path}" rusak; pulihkan dari cadangan, atau hapus agar dibuat yang baru (perangkat lalu perlu mempercayainya lagi).`,
      { cause },
    );
  }
}

const write = (path: string, value: Stored): Promise<void> =>
  replaceSecretFile(path, new TextEncoder().encode(JSON.stringify(value)));
