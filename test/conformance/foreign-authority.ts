import { type Authority, chainOf, createAuthority, rootPurpose } from '../../core/pki/authority.ts';
import { vaultSigner } from '../../core/pki/message-signer.ts';
import { readCertificate } from '../../core/pki/reading/certificate.ts';
import { makeRevocationList } from '../../core/pki/revocation-list.ts';
import { trustTimestampRoots } from '../../core/pki/stored-timestamp-trust.ts';
import { makeTimestamp } from '../../core/pki/timestamp.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Ports } from '../../core/ports/ports.ts';
import { sampleTools } from '../pki/sample-authority.ts';
import { samplePolicy } from '../pki/sample-tsa.ts';

/** A time-stamping authority of somebody else, under a root of its own, which publishes the root's list. */
export class ForeignAuthority {
  readonly #authority: Authority;
  readonly #tools: ReturnType<typeof sampleTools>;
  readonly #clock: Clock;

  private constructor(authority: Authority, tools: ReturnType<typeof sampleTools>, clock: Clock) {
    this.#authority = authority;
    this.#tools = tools;
    this.#clock = clock;
  }

  /** Made now, on that clock, and relied on for timestamps by the installation. */
  static async relyOn({ registry, clock }: Pick<Ports, 'registry' | 'clock'>): Promise<ForeignAuthority> {
    const tools = sampleTools(clock.now());
    const name = 'Otoritas Stempel Waktu Asing';
    const authority = await createAuthority({ name, publication: 'http://tsa.example' }, tools);
    await trustTimestampRoots({ registry, clock }, [readCertificate(authority.root)]);
    return new ForeignAuthority(authority, tools, clock);
  }

  get root(): Uint8Array {
    return this.#authority.root;
  }

  /** What the installation is configured with. */
  async ports(): Promise<Required<Pick<Ports, 'timestamper' | 'revocationSource'>>> {
    const signer = await vaultSigner(this.#tools.vault, 'tsa');
    const chain = chainOf(this.#authority, this.#authority.timestamp);
    const means = { ...this.#tools, clock: this.#clock, signer, chain, policy: samplePolicy };
    return { timestamper: (digest) => makeTimestamp(means, digest), revocationSource: () => this.list() };
  }

  /** The root's list of today, DER. */
  async list(): Promise<Uint8Array> {
    const thisUpdate = this.#clock.now();
    return makeRevocationList({
      issuer: this.#authority.root,
      signer: await vaultSigner(this.#tools.vault, rootPurpose),
      number: Math.floor(thisUpdate.getTime() / 1000),
      thisUpdate,
      nextUpdate: new Date(thisUpdate.getTime() + 30 * 86_400_000),
      revoked: [],
    });
  }
}
