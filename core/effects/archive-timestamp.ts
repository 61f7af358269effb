import { appendDocumentTimestamp } from '../pades/document-timestamp.ts';
import { embeddedCertificates } from '../pades/embedded-certificates.ts';
import { embeddedTimestamps } from '../pades/embedded-timestamps.ts';
import { appendValidationData } from '../pades/validation-data.ts';
import { ownTimestamper } from '../pki/own-timestamper.ts';
import { equalBytes, hex } from '../pki/reading/bytes.ts';
import type { Certificate } from '../pki/reading/certificate.ts';
import { buildChain } from '../pki/reading/certificate-chain.ts';
import { identifies } from '../pki/reading/signed-data.ts';
import { readTimestampToken } from '../pki/reading/timestamp-token.ts';
import { anchorsFor, type TrustList } from '../pki/reading/trust-list.ts';
import { findAuthority, trustedRoots } from '../pki/stored-authority.ts';
import { RevocationListStale } from '../pki/stored-revocation-list.ts';
import { TimestampRefused } from '../pki/timestamp-refused.ts';
import type { Ports } from '../ports/ports.ts';
import { type Timestamper, TimestampUnavailable } from '../ports/timestamper.ts';

export type ArchiveTimestampPorts = Pick<
  Ports,
  'registry' | 'vault' | 'clock' | 'randomness' | 'timestamper' | 'foreignLists'
>;

/** What assistive technology reads in place of the invisible field. */
const tooltip = 'Stempel waktu dokumen';
/** Authorities of different issuers which may serve in turn while one file is stamped. */
const mostRounds = 3;

/**
 * The validation data of everything in the file, then a document timestamp over it (ETSI EN 319 142-1 §5.4.3). A chain
 * of a foreign authority needs its own issuers' lists (§6.3: for signer and TSA chains). Which authority will stamp is
 * known only afterwards: where its chain is not in the store yet, the stamp is thrown away and made again over the store
 * with it.
 * @param ownLists CRLs of our own CA, DER
 * Throws TimestampUnavailable, RevocationListStale.
 */
export async function appendArchiveTimestamp(
  ports: ArchiveTimestampPorts,
  revision: Uint8Array,
  ownLists: readonly Uint8Array[],
): Promise<Uint8Array> {
  const timestamp: Timestamper = ports.timestamper ?? ownTimestamper(ports);
  const evidence = new ForeignEvidence(ports, await trustedRoots(ports.registry), await ownRoot(ports));
  await evidence.gather(embeddedTimestamps(revision));
  for (let round = 0; round < mostRounds; round++) {
    const stamped = await appendDocumentTimestamp(
      appendValidationData(revision, {
        certificates: [...embeddedCertificates(revision), ...evidence.certificates],
        revocationLists: [...ownLists, ...evidence.lists],
      }),
      { timestamp, tooltip },
    );
    if (!(await evidence.gather(embeddedTimestamps(stamped)))) return stamped;
  }
  throw new TimestampUnavailable(`no authority served twice in ${mostRounds} rounds`);
}

async function ownRoot({ registry }: ArchiveTimestampPorts): Promise<Uint8Array | undefined> {
  return (await findAuthority(registry))?.root;
}

/** Certificates and lists of the foreign chains seen so far, each chain asked for once. */
class ForeignEvidence {
  readonly certificates: Uint8Array[] = [];
  readonly lists: Uint8Array[] = [];
  readonly #seen = new Set<string>();
  readonly #ports: ArchiveTimestampPorts;
  readonly #trust: TrustList;
  readonly #ownRoot: Uint8Array | undefined;

  constructor(ports: ArchiveTimestampPorts, trust: TrustList, ownRoot: Uint8Array | undefined) {
    this.#ports = ports;
    this.#trust = trust;
    this.#ownRoot = ownRoot;
  }

  /** True when one of the tokens brought something new. */
  async gather(tokens: readonly Uint8Array[]): Promise<boolean> {
    let grew = false;
    for (const token of tokens) {
      const chain = await this.#foreignChain(token);
      const key = chain.map(({ der }) => hex(der)).join();
      if (chain.length === 0 || this.#seen.has(key)) continue;
      this.#seen.add(key);
      this.lists.push(...(await this.#listsOf(chain)));
      this.certificates.push(...chain.map(({ der }) => der));
      grew = true;
    }
    return grew;
  }

  /** Empty where the chain is our own, whose lists are at hand, or leads nowhere: the verdict on the file tells. */
  async #foreignChain(token: Uint8Array): Promise<readonly Certificate[]> {
    const { signedData, time } = readTimestampToken(token);
    const [signer] = signedData.signers;
    const leaf = signer && signedData.certificates.find((candidate) => identifies(signer, candidate));
    if (!leaf) return [];
    const anchors = anchorsFor(this.#trust, 'timestamp', time);
    const result = await buildChain(leaf, signedData.certificates, anchors, time);
    const root = result.trusted ? result.chain.at(-1) : undefined;
    if (!result.trusted || !root || (this.#ownRoot && equalBytes(root.der, this.#ownRoot))) return [];
    return result.chain;
  }

  async #listsOf(chain: readonly Certificate[]): Promise<readonly Uint8Array[]> {
    const { foreignLists } = this.#ports;
    if (!foreignLists) throw new RevocationListStale('no source of foreign revocation lists is configured');
    try {
      return await foreignLists(chain);
    } catch (cause) {
      if (cause instanceof TimestampRefused) throw new RevocationListStale(cause.message, { cause });
      throw cause;
    }
  }
}
