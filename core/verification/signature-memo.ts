import type { Certificate } from '../pki/reading/certificate.ts';
import { isSignedBy } from '../pki/reading/certificate-chain.ts';
import { mostEvidence } from './policy.ts';

type Signed = Pick<Certificate, 'signatureAlgorithm' | 'signature' | 'tbs'>;

/** Public-key operations are what a verdict costs: each is done once within it, and not more than the policy allows. */
export class SignatureMemo {
  readonly #known = new Map<Certificate, Map<Signed, Promise<boolean>>>();

  #left: number = mostEvidence.keyOperations;

  /** Whether a check was asked for which is not done any more; it then counts as failed. */
  get isExhausted(): boolean {
    return this.#left < 0;
  }

  readonly signedBy = (issuer: Certificate, signed: Signed): Promise<boolean> => {
    const ofIssuer = this.#known.get(issuer) ?? new Map<Signed, Promise<boolean>>();
    this.#known.set(issuer, ofIssuer);
    const answer = ofIssuer.get(signed) ?? this.#check(issuer, signed);
    ofIssuer.set(signed, answer);
    return answer;
  };

  #check(issuer: Certificate, signed: Signed): Promise<boolean> {
    if (this.#left >= 0) this.#left--;
    return this.isExhausted ? Promise.resolve(false) : isSignedBy(issuer, signed);
  }
}
