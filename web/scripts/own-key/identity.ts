import { equalBytes } from '../../../core/pki/reading/bytes.ts';
import { type Certificate, readCertificate } from '../../../core/pki/reading/certificate.ts';
import { PkiMalformed } from '../../../core/pki/reading/pki-malformed.ts';
import { keyUsageRule } from '../../../core/verification/key-usage-rule.ts';
import { ContainerRefused } from './container-refused.ts';
import { openPkcs12 } from './pkcs12.ts';
import { importSigningKey, type SigningKey } from './signing-key.ts';

/** Whoever signs with this file: the key stays where it is. */
export type Identity = {
  readonly certificate: Certificate;
  /** The others of the file, as its issuers may be; public. */
  readonly others: readonly Certificate[];
  readonly key: SigningKey;
};

const mostKeys = 4;
const mostCertificates = 20;

/**
 * The one key of the file which belongs to a certificate for documents. Its bytes are wiped once the browser holds it.
 * Throws ContainerRefused.
 */
export async function openIdentity(file: Uint8Array, passphrase: string): Promise<Identity> {
  const { keys, certificates: ders } = await openPkcs12(file, passphrase);
  try {
    if (keys.length === 0) throw new ContainerRefused('no-key', 'the file has certificates alone');
    if (ders.length === 0) throw new ContainerRefused('no-certificate', 'the file has a key alone');
    if (keys.length > mostKeys || ders.length > mostCertificates)
      throw new ContainerRefused('several-keys', `${keys.length} keys, ${ders.length} certificates`);
    const certificates = ders.map(readOne);
    const found: Identity[] = [];
    const refusals: ContainerRefused[] = [];
    for (const certificate of certificates.filter(({ extensions }) => !extensions.isCa))
      for (const pkcs8 of keys)
        try {
          const key = await importSigningKey(pkcs8, certificate);
          const others = certificates.filter(({ der }) => !equalBytes(der, certificate.der));
          if (key) found.push({ certificate, others, key });
        } catch (error) {
          if (!(error instanceof ContainerRefused)) throw error;
          refusals.push(error);
        }
    // One which is for something else is used all the same, so that the refusal can say what is wrong with it.
    const fit = found.filter(({ certificate }) => keyUsageRule(certificate).length === 0);
    const [identity, ...more] = fit.length > 0 ? fit : found;
    if (more.length > 0) throw new ContainerRefused('several-keys', `${more.length + 1} may sign documents`);
    if (!identity) throw refusals[0] ?? new ContainerRefused('key-mismatch', 'no certificate of its key');
    return identity;
  } finally {
    for (const key of keys) key.fill(0);
  }
}

function readOne(der: Uint8Array): Certificate {
  try {
    return readCertificate(der);
  } catch (cause) {
    if (!(cause instanceof PkiMalformed)) throw cause;
    throw new ContainerRefused('malformed', cause.message, { cause });
  }
}
