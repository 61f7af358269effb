import { type Certificate, readCertificate } from '../pki/reading/certificate.ts';
import { PkiMalformed } from '../pki/reading/pki-malformed.ts';
import { readRevocationList } from '../pki/reading/revocation-list.ts';
import {
  type TrustAnchor,
  type TrustList,
  type TrustPurpose,
  trustList,
  trustPurposes,
} from '../pki/reading/trust-list.ts';
import type { GivenEvidence } from './gather-evidence.ts';
import type { VerificationOptions } from './verify-pdf.ts';

/** What a page needs to judge a file by itself as its server would: JSON, DER in base64. */
export interface PublishedTrust {
  readonly format: 'ikrar-trust';
  readonly version: 1;
  /** The server's time: a phone's clock may be wrong by years. ISO 8601. */
  readonly at: string;
  /** Version of the trust list (`TrustList`). */
  readonly trust: string;
  readonly anchors: readonly {
    readonly certificate: string;
    readonly purposes: readonly TrustPurpose[];
    readonly from?: string;
    readonly until?: string;
  }[];
  /** The lists in force. */
  readonly revocationLists: readonly string[];
}

export function publishTrust(trust: TrustList, evidence: GivenEvidence, at: Date): PublishedTrust {
  return {
    format: 'ikrar-trust',
    version: 1,
    at: at.toISOString(),
    trust: trust.version,
    anchors: trust.anchors.map(({ certificate, purposes, from, until }) => ({
      certificate: base64(certificate.der),
      purposes,
      ...(from === undefined ? {} : { from: from.toISOString() }),
      ...(until === undefined ? {} : { until: until.toISOString() }),
    })),
    revocationLists: (evidence.revocationLists ?? []).map(({ der }) => base64(der)),
  };
}

/** @throws PkiMalformed for anything but what `publishTrust` makes, a list of another version included */
export async function readPublishedTrust(
  value: unknown,
): Promise<Pick<VerificationOptions, 'trust' | 'at'> & { readonly evidence: GivenEvidence }> {
  const { format, version, at, trust: stated, anchors, revocationLists } = members(value);
  if (format !== 'ikrar-trust' || version !== 1) throw wrong('format');
  const trust = await trustList(items(anchors).map(anchorOf));
  // What was cut or swapped on its way must not look like a list which trusts nobody.
  if (trust.version !== stated) throw wrong('version of the list');
  return {
    trust,
    at: timeOf(at),
    evidence: { revocationLists: items(revocationLists).map((list) => readRevocationList(bytesOf(list))) },
  };
}

function anchorOf(value: unknown): TrustAnchor {
  const { certificate, purposes, from, until } = members(value);
  return {
    certificate: certificateOf(certificate),
    purposes: items(purposes).map((stated) => {
      const purpose = trustPurposes.find((known) => known === stated);
      if (purpose === undefined) throw wrong('purpose');
      return purpose;
    }),
    ...(from === undefined ? {} : { from: timeOf(from) }),
    ...(until === undefined ? {} : { until: timeOf(until) }),
  };
}

const certificateOf = (value: unknown): Certificate => readCertificate(bytesOf(value));

const wrong = (what: string) => new PkiMalformed('trust-list', `the published trust list: wrong ${what}`);

function members(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong('structure');
  return { ...value };
}

function items(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw wrong('structure');
  return value;
}

function timeOf(value: unknown): Date {
  const time = typeof value === 'string' ? new Date(value) : undefined;
  if (time === undefined || Number.isNaN(time.getTime())) throw wrong('time');
  return time;
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

function bytesOf(value: unknown): Uint8Array {
  if (typeof value !== 'string') throw wrong('bytes');
  let text: string;
  try {
    text = atob(value);
  } catch {
    throw wrong('bytes');
  }
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
