import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { foreignLists } from '../../core/pki/foreign-lists.ts';
import type { MessageSigner } from '../../core/pki/message-signer.ts';
import type { Certificate } from '../../core/pki/reading/certificate.ts';
import { readPemCertificates } from '../../core/pki/reading/pem.ts';
import { makeRevocationList, type Revocation } from '../../core/pki/revocation-list.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { ForeignLists } from '../../core/ports/foreign-lists.ts';
import { RevocationUnavailable } from '../../core/ports/revocation-source.ts';
import { RosterImport } from '../../core/roster/roster-import.ts';
import { twoHeads } from './two-heads.ts';

const fixture = (name: string) => readFileSync(new URL(`../web/p12/${name}`, import.meta.url));

/** Of every file in test/web/p12. */
export const ownPassphrase = 'rahasia uji';
export const ownFile = (name: string): Uint8Array => new Uint8Array(fixture(`${name}.p12`));

/** Two heads, of whom the one at that place signs with a certificate of his own, the other with ours. */
export const ownRoster = (own: 0 | 1): RosterImport =>
  RosterImport.parse({
    ...twoHeads,
    persons: twoHeads.persons.map((person, index) =>
      index === own ? { ...person, signer: 'own-certificate' } : person,
    ),
  });

/** Who issued the certificates of the files: it publishes one list, as new as it is asked for, or none. */
export class OwnAuthority {
  readonly root: Certificate;
  publishes = true;
  revoked: readonly Revocation[] = [];
  #number = 1;

  constructor() {
    const [root] = readPemCertificates(fixture('root.pem').toString('utf8'));
    if (!root) throw new Error('expected a root');
    this.root = root;
  }

  lists = (clock: Clock): ForeignLists =>
    foreignLists(async () => {
      if (!this.publishes) throw new RevocationUnavailable('no list today');
      const now = clock.now();
      return makeRevocationList({
        issuer: this.root.der,
        signer: rootSigner,
        number: this.#number++,
        thisUpdate: new Date(Math.floor(now.getTime() / 1000) * 1000),
        nextUpdate: new Date(Math.floor(now.getTime() / 1000) * 1000 + 7 * 86_400_000),
        revoked: this.revoked,
      });
    }, clock);
}

const key = createPrivateKey(fixture('root-key.pem'));
const rootSigner: MessageSigner = {
  algorithm: 'ecdsa-p256',
  publicKey: new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' })),
  sign: async (message) => new Uint8Array(sign('sha256', message, key)),
};
