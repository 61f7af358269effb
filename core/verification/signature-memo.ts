import type { Certificate } from '../pki/reading/certificate.ts';
import { isSignedBy } from '../pki/reading/certificate-chain.ts';

type Signed = Pick<Certificate, 'signatureAlgorithm' | 'signature' | 'tbs'>;

/** Public-key operations are what a verdict costs: each is done once within it. */
export class SignatureMemo {
  readonly #known = new Map<Certificate, Map<Signed, Promise<boolean>>>();

  readonly signedBy = (issuer: Certificate, signed: Signed): Promise<boolean> => {
    const ofIssuer = this.#known.get(issuer) ?? new Map<Signed, Promise<boolean>>();
    this.#known.set(issuer, ofIssuer);
    const answer = ofIssuer.get(signed) ?? isSignedBy(issuer, signed);
    ofIssuer.set(signed, answer);
    return answer;
  };
}
