import type { JudgeFile } from '../../core/campaign/public-document.ts';
import { sha256 as hashOf } from '../../core/document/sha256.ts';
import type { Clock } from '../../core/ports/clock.ts';
import { verificationPolicy } from '../../core/verification/policy.ts';
import type { VerificationReport } from '../../core/verification/report.ts';
import type { VerificationOptions } from '../../core/verification/verify-pdf.ts';

type Verify = (bytes: Uint8Array, options: VerificationOptions) => Promise<VerificationReport>;
type Judged = { readonly at: Date; readonly report: Promise<VerificationReport> };

/**
 * A report is told again for this long; the page prints when it was made. Never for ever: the same bytes under the same
 * policy and trust are judged otherwise once a certificate or list ends, a certificate is revoked, or a root is added.
 */
export const judgedSeconds = 60;

/**
 * Anybody may ask for a public page, and a verdict costs the whole process tens of milliseconds: requests for
 * the same bytes under the same policy, trust and evidence share one. Callers have read and hashed the bytes themselves, so a
 * damaged file finds no verdict here.
 */
export class JudgedFiles {
  readonly #verify: Verify;
  readonly #clock: Clock;
  readonly #most: number;
  readonly #judged = new Map<string, Judged>();

  constructor(verify: Verify, clock: Clock, most = 500) {
    this.#verify = verify;
    this.#clock = clock;
    this.#most = most;
  }

  readonly judge: JudgeFile = ({ sha256, bytes, trust, evidence }) => {
    const at = this.#clock.now();
    const { certificates = [], revocationLists = [], ocspResponses = [] } = evidence;
    const given = [...certificates, ...revocationLists, ...ocspResponses].map(({ der }) => hashOf(der));
    const { name, version } = verificationPolicy;
    const key = [sha256, name, version, trust.version, ...given].join();
    const known = this.#judged.get(key);
    if (known && isFresh(known.at, at)) return known.report;
    const report = this.#verify(bytes, { trust, at, evidence });
    this.#judged.delete(key);
    this.#judged.set(key, { at, report });
    this.#keepWithinBounds();
    // A failure is told to those who wait for it and to nobody after them.
    report.catch(() => {
      if (this.#judged.get(key)?.report === report) this.#judged.delete(key);
    });
    return report;
  };

  #keepWithinBounds(): void {
    for (const oldest of this.#judged.keys()) {
      if (this.#judged.size <= this.#most) return;
      this.#judged.delete(oldest);
    }
  }
}

/** A clock that went back makes no report younger. */
function isFresh(judgedAt: Date, now: Date): boolean {
  const age = now.getTime() - judgedAt.getTime();
  return age >= 0 && age < judgedSeconds * 1000;
}
