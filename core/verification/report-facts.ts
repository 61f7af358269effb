import type { PdfFile } from '../pades/reader/pdf-file.ts';
import { hex } from '../pki/reading/bytes.ts';
import type { Certificate } from '../pki/reading/certificate.ts';
import { fingerprint } from '../pki/reading/digest.ts';
import type { Placed, RevocationData } from './evidence-pool.ts';
import type { PathDesk, PathJudgement } from './path-rule.ts';
import type { ChainLink, DiagnosticData, TimestampReport } from './report.ts';
import type { JudgedTimestamp } from './timestamp-trust-rule.ts';

/** Gives what a verdict used its place in the report; each value is hashed once. */
export class ReportFacts {
  readonly #fingerprints = new Map<object, Promise<string>>();

  fingerprint(value: { readonly der: Uint8Array }): Promise<string> {
    const known = this.#fingerprints.get(value) ?? fingerprint(value).then(hex);
    this.#fingerprints.set(value, known);
    return known;
  }

  async certificate(certificate: Certificate) {
    return {
      subject: certificate.subjectText,
      issuer: certificate.issuerText,
      serial: certificate.serial,
      fingerprint: await this.fingerprint(certificate),
      notBefore: certificate.notBefore.toISOString(),
      notAfter: certificate.notAfter.toISOString(),
    };
  }

  async chain(path: PathJudgement | null): Promise<ChainLink[]> {
    const chain = path?.chain ?? [];
    return Promise.all(
      chain.map(async (certificate, index): Promise<ChainLink> => {
        const link = path?.links[index];
        const statements = link?.statements ?? [];
        const trusted = index === chain.length - 1;
        const until = Math.max(...statements.map(({ freshUntil }) => freshUntil.getTime()));
        return {
          subject: certificate.subjectText,
          fingerprint: await this.fingerprint(certificate),
          status: trusted ? 'trusted' : (link?.status ?? 'unknown'),
          revokedAt: link?.revokedAt?.toISOString() ?? null,
          reason: link?.reason ?? null,
          revocationData: await Promise.all(statements.map(({ item }) => this.fingerprint(item.data))),
          knownUntil: statements.length > 0 ? new Date(until).toISOString() : null,
        };
      }),
    );
  }

  async timestamp(
    judged: JudgedTimestamp,
    place: Pick<TimestampReport, 'kind' | 'field'>,
  ): Promise<TimestampReport> {
    const { facts, trusted, provenAt, knownUntil, path, findings } = judged;
    return {
      ...place,
      time: facts.time?.toISOString() ?? null,
      issuer: facts.certificate?.subjectText ?? null,
      trusted,
      provenAt: provenAt.toISOString(),
      revocationKnownUntil: knownUntil?.toISOString() ?? null,
      chain: await this.chain(path),
      findings,
    };
  }

  async diagnosticData(pdf: PdfFile, { pool, proofs, now }: PathDesk): Promise<DiagnosticData> {
    const placed = ({ sources, coveredFrom }: Placed) => {
      const earliest = proofs.earliest(coveredFrom);
      return { sources: [...sources], provenAt: earliest < now ? earliest.toISOString() : null };
    };
    return {
      revisions: pdf.revisions.map(({ index, start, end }) => ({ index, start, end })),
      certificates: await Promise.all(
        pool.certificates.map(async (item) => ({
          ...(await this.certificate(item.certificate)),
          ...placed(item),
        })),
      ),
      revocationData: await Promise.all(
        pool.revocation.map(async (item) => ({
          fingerprint: await this.fingerprint(item.data),
          ...timesOf(item.data),
          ...placed(item),
          storedSince: item.storedFrom,
        })),
      ),
      proofsOfExistence: proofs.all.map((proof) => ({ ...proof, time: proof.time.toISOString() })),
      unread: pool.unread,
    };
  }
}

function timesOf(data: RevocationData) {
  if (data.kind === 'crl') {
    const { kind, issuerText, thisUpdate, nextUpdate, entries } = data;
    return {
      kind,
      issuer: issuerText,
      thisUpdate: thisUpdate.toISOString(),
      nextUpdate: nextUpdate?.toISOString() ?? null,
      entries: entries.size,
    };
  }
  const [first] = data.answers;
  return {
    kind: data.kind,
    issuer: null,
    thisUpdate: (first?.thisUpdate ?? data.producedAt).toISOString(),
    nextUpdate: first?.nextUpdate?.toISOString() ?? null,
    entries: data.answers.length,
  };
}
