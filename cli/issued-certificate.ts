import { sha256 } from '../core/document/sha256.ts';
import { storedPerson } from '../core/person/person.ts';
import { readCertificate } from '../core/pki/reading/certificate.ts';
import { findAuthority, issuanceKey, journalledCertificate } from '../core/pki/stored-authority.ts';
import type { Item, Registry } from '../core/ports/registry.ts';

export type IssuedCertificate = {
  readonly serial: string;
  readonly commonName: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
};

/** A certificate of ours by its serial number, or by the SHA-256 fingerprint of a certificate in use or given up. */
export async function findIssued(registry: Registry, text: string): Promise<IssuedCertificate | undefined> {
  const hex = text.replace(/[:\s]/g, '').toLowerCase();
  if (!/^[0-9a-f]+$/.test(hex)) return undefined;
  const serial = hex.length === 64 ? await serialOf(registry, hex) : hex;
  const item = serial === undefined ? undefined : await registry.load(issuanceKey(serial));
  return item && serial !== undefined ? described(serial, item) : undefined;
}

function described(serial: string, item: Item): IssuedCertificate {
  const { subject, validity } = journalledCertificate(item);
  const names = [...subject].flatMap((relative) => [...relative]);
  const commonName = names.find(({ type }) => type === '2.5.4.3')?.value.toString() ?? '';
  return {
    serial,
    commonName,
    notBefore: validity.notBefore.getTime(),
    notAfter: validity.notAfter.getTime(),
  };
}

async function serialOf(registry: Registry, fingerprint: string): Promise<string | undefined> {
  for await (const [print, serial] of certificatesInUse(registry)) if (print === fingerprint) return serial;
  return undefined;
}

/** Fingerprint and serial number of what the authority and its persons hold or held. */
export async function* certificatesInUse(registry: Registry): AsyncGenerator<readonly [string, string]> {
  const authority = await findAuthority(registry);
  const own = authority && [{ certificate: authority.root }, ...authority.issuers, ...authority.timestampers];
  for (const { certificate } of own ?? []) yield identified(certificate);
  for await (const item of items(registry, 'person#')) {
    const { credential, former = [] } = storedPerson.parse(item.body);
    const leaf = credential?.chain[0];
    if (leaf !== undefined) yield identified(new Uint8Array(Buffer.from(leaf, 'base64')));
    for (const { certificate, serial } of former) yield [certificate, serial];
  }
}

export async function* items(registry: Registry, prefix: string): AsyncGenerator<Item> {
  let after: string | undefined;
  do {
    const page = await registry.scan(after === undefined ? {} : { after });
    for (const item of page.rows) if (item.key.startsWith(prefix)) yield item;
    after = page.next;
  } while (after !== undefined);
}

const identified = (der: Uint8Array): readonly [string, string] => [sha256(der), readCertificate(der).serial];
