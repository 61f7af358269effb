import { latin1 } from '../pades/reader/characters.ts';
import type { Certificate } from '../pki/reading/certificate.ts';
import { readCertificate } from '../pki/reading/certificate.ts';
import { type OcspResponse, readOcspResponse } from '../pki/reading/ocsp-response.ts';
import { PkiMalformed } from '../pki/reading/pki-malformed.ts';
import { type RevocationList, readRevocationList } from '../pki/reading/revocation-list.ts';
import type { EmbeddedRevocationData } from '../pki/reading/signed-data.ts';
import { mostEvidence } from './policy.ts';

/** `given` by the caller, from the file's security store, from a signature's CMS or a timestamp's. */
export type EvidenceSource = 'given' | 'dss' | 'signature' | 'timestamp';

export interface Placed {
  readonly sources: Set<EvidenceSource>;
  /** First revision whose document timestamp is over it; null for what is not in the file. */
  coveredFrom: number | null;
  /** The same of its copy in the security store. */
  storedFrom: number | null;
}

export type RevocationData = RevocationList | OcspResponse;

export interface RevocationItem extends Placed {
  readonly data: RevocationData;
}

export interface CertificateItem extends Placed {
  readonly certificate: Certificate;
}

/** Certificates and revocation data at hand for one verdict, each read once however often it stands there. */
export class EvidencePool {
  readonly #read = new Map<string, Certificate>();
  readonly #certificates = new Map<string, CertificateItem>();
  readonly #revocation = new Map<string, RevocationItem>();
  readonly #unread = new Map<string, string>();
  readonly #limits = new Set<string>();
  /** Tried, whether it could be read or not. */
  readonly #tried = { certificates: 0, revocationData: 0, revocationBytes: 0 };

  /** Reads a certificate or recalls it: equal bytes give the same object. */
  readonly certificate = (der: Uint8Array): Certificate => {
    const key = latin1(der);
    const known = this.#read.get(key);
    if (known) return known;
    const certificate = readCertificate(der);
    this.#read.set(key, certificate);
    return certificate;
  };

  get certificates(): readonly CertificateItem[] {
    return [...this.#certificates.values()];
  }

  get revocation(): readonly RevocationItem[] {
    return [...this.#revocation.values()];
  }

  /** What could not be read, and why. */
  get unread(): readonly string[] {
    return [...this.#unread.values()];
  }

  /** Which bounds the file went beyond. */
  get limits(): readonly string[] {
    return [...this.#limits];
  }

  placeOf(certificate: Certificate): Placed | undefined {
    return this.#certificates.get(latin1(certificate.der));
  }

  addCertificate(certificate: Certificate, source: EvidenceSource, coveredFrom: number | null): void {
    const key = latin1(certificate.der);
    const known = this.#certificates.get(key);
    if (known) place(known, source, coveredFrom);
    else if (source === 'given' || this.#certificates.size < mostEvidence.certificates) {
      this.#certificates.set(key, { certificate, ...placed(source, coveredFrom) });
    } else this.#limits.add(`more than ${mostEvidence.certificates} certificates`);
  }

  readCertificate(der: Uint8Array, source: EvidenceSource, coveredFrom: number | null): void {
    const known = this.#certificates.get(latin1(der));
    if (known) place(known, source, coveredFrom);
    else if (this.#spend('certificates', 1)) {
      this.#attempt(der, () => this.addCertificate(this.certificate(der), source, coveredFrom));
    }
  }

  addRevocation(data: RevocationData, source: EvidenceSource, coveredFrom: number | null): void {
    const key = latin1(data.der);
    const known = this.#revocation.get(key);
    if (known) place(known, source, coveredFrom);
    else this.#revocation.set(key, { data, ...placed(source, coveredFrom) });
  }

  readRevocation(
    { lists, ocspResponses }: EmbeddedRevocationData,
    source: EvidenceSource,
    coveredFrom: number | null,
  ): void {
    const add = (der: Uint8Array, read: (der: Uint8Array) => RevocationData) => {
      const known = this.#revocation.get(latin1(der));
      if (known) place(known, source, coveredFrom);
      else if (this.#spend('revocationData', 1) && this.#spend('revocationBytes', der.length)) {
        this.#attempt(der, () => this.addRevocation(read(der), source, coveredFrom));
      }
    };
    for (const der of lists) add(der, readRevocationList);
    for (const der of ocspResponses) add(der, (bytes) => readOcspResponse(bytes, this.certificate));
  }

  exceed(detail: string): void {
    this.#limits.add(detail);
  }

  note(detail: string): void {
    this.#unread.set(detail, detail);
  }

  #spend(what: 'certificates' | 'revocationData' | 'revocationBytes', amount: number): boolean {
    this.#tried[what] += amount;
    if (this.#tried[what] <= mostEvidence[what]) return true;
    this.#limits.add(`more than ${mostEvidence[what]} ${words[what]}`);
    return false;
  }

  #attempt(der: Uint8Array, read: () => void): void {
    try {
      read();
    } catch (error) {
      if (!(error instanceof PkiMalformed)) throw error;
      this.#unread.set(latin1(der), `${error.code}: ${error.message}`);
    }
  }
}

const words = {
  certificates: 'certificates',
  revocationData: 'revocation data',
  revocationBytes: 'bytes of revocation data',
} as const;

function placed(source: EvidenceSource, coveredFrom: number | null): Placed {
  return { sources: new Set([source]), coveredFrom, storedFrom: source === 'dss' ? coveredFrom : null };
}

function place(item: Placed, source: EvidenceSource, coveredFrom: number | null): void {
  item.sources.add(source);
  item.coveredFrom = earlier(item.coveredFrom, coveredFrom);
  if (source === 'dss') item.storedFrom = earlier(item.storedFrom, coveredFrom);
}

function earlier(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.min(a, b);
}
