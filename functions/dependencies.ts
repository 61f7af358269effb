import type { MailFolder } from '../adapters/embedded/mail-folder.ts';
import type { ManagedKeyAlgorithm, ScryptCost } from '../core/pki/managed-key.ts';
import type { Ports } from '../core/ports/ports.ts';
import { type Assets, assetPaths } from '../web/asset.ts';
import type { Surroundings } from '../web/layout.ts';
import type { Log } from './log.ts';

/** All that a door needs; the Lambda and the local gateway bind it, tests hand in their own. */
export type DoorDependencies = {
  readonly ports: Ports;
  /** Without a trailing slash; decides the cookie's name, the allowed origin and what pages print. */
  readonly publicUrl: string;
  readonly assets: Assets;
  readonly log: Log;
  /** The whole installation holds sample data: pages that belong to no campaign say so too. */
  readonly sample?: boolean;
  /**
   * The server's certificate is from a CA of our own making (`ikrar serve --tls`): a browser told to insist on https for
   * years would shut out whoever the next certificate has not reached.
   */
  readonly ownTlsAuthority?: boolean;
  /** What new keys of persons are: P-256 unless the installation chose. */
  readonly signerKey?: ManagedKeyAlgorithm;
  /** Messages kept instead of sent, where this process serves its own machine or sample data. */
  readonly mailFolder?: MailFolder;
  /** The cost of new passphrase keys; the product's own unless a test lowers it. */
  readonly scryptCost?: ScryptCost;
};

export const surroundingsOf = ({ assets, publicUrl, sample = false }: DoorDependencies): Surroundings => ({
  assets: assetPaths(assets),
  publicUrl,
  sample,
});
