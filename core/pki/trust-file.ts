import * as z from 'zod';
import { readPemCertificates } from './reading/pem.ts';
import { PkiMalformed } from './reading/pki-malformed.ts';
import { type TrustAnchor, trustPurposes } from './reading/trust-list.ts';

/** An operator's list of roots, e.g. of the Indonesian PSrE. Dates are instants, ISO 8601 in UTC. */
const trustFile = z.strictObject({
  trust: z
    .array(
      z.strictObject({
        /** PEM, exactly one. */
        certificate: z.string(),
        purposes: z.array(z.enum(trustPurposes)).min(1),
        from: z.iso.datetime().optional(),
        until: z.iso.datetime().optional(),
        /** For whoever keeps the list; not read. */
        remark: z.string().optional(),
      }),
    )
    .min(1),
});

/** What the text of a trust file is not. */
export class TrustFileMalformed extends Error {
  override readonly name = 'TrustFileMalformed';
}

/**
 * A JSON list with purposes and dates, or PEM certificates, each trusted for every purpose without a date.
 * @throws TrustFileMalformed
 */
export function readTrustFile(text: string): TrustAnchor[] {
  try {
    if (!text.trimStart().startsWith('{'))
      return readPemCertificates(text).map((certificate) => ({ certificate, purposes: trustPurposes }));
    return trustFile.parse(JSON.parse(text)).trust.map(({ certificate, purposes, from, until }) => {
      const [read, ...more] = readPemCertificates(certificate);
      if (read === undefined || more.length > 0)
        throw new TrustFileMalformed('expected one certificate in each entry');
      return {
        certificate: read,
        purposes,
        ...(from === undefined ? {} : { from: new Date(from) }),
        ...(until === undefined ? {} : { until: new Date(until) }),
      };
    });
  } catch (cause) {
    if (cause instanceof PkiMalformed || cause instanceof SyntaxError || cause instanceof z.ZodError)
      throw new TrustFileMalformed(cause instanceof z.ZodError ? z.prettifyError(cause) : cause.message, {
        cause,
      });
    throw cause;
  }
}
