import { RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { algorithmFor, type KeyPurpose } from '../adapters/key-purposes.ts';
import type { VaultKeyAlgorithm } from '../core/ports/key-vault.ts';
import type { Deployment } from './deployment.ts';

const specs = {
  'ecdsa-p256': KeySpec.ECC_NIST_P256,
  'ecdsa-p384': KeySpec.ECC_NIST_P384,
  'rsa-3072': KeySpec.RSA_3072,
} as const satisfies Record<VaultKeyAlgorithm, KeySpec>;

/** A signing key, and how it signs. */
export type SigningKey = { readonly key: Key; readonly algorithm: VaultKeyAlgorithm };

/** The keys that never leave KMS. What belongs to persons is wrapped by `wrapping`, since a KMS key each would cost $1 a month. */
export class Keys extends Construct {
  /** Oldest first: the issuing CA and the time-stamping authority are followed by new keys in time. */
  readonly signing: Readonly<Record<KeyPurpose, readonly SigningKey[]>>;
  readonly wrapping: Key;

  constructor(scope: Construct, id: string, { stage, caKeys, generations }: Deployment) {
    super(scope, id);
    const signing = (
      purpose: KeyPurpose,
      number: number,
      construct: string,
      description: string,
    ): SigningKey => {
      const algorithm = algorithmFor(purpose, caKeys);
      const key = new Key(this, number === 1 ? construct : `${construct}${number}`, {
        alias: `ikrar-${stage}/${purpose}${number === 1 ? '' : `-${number}`}`,
        description,
        keySpec: specs[algorithm],
        keyUsage: KeyUsage.SIGN_VERIFY,
        removalPolicy: RemovalPolicy.RETAIN,
      });
      return { key: kept(key), algorithm };
    };
    const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
    this.signing = {
      'root-ca': [
        signing(
          'root-ca',
          1,
          'RootCa',
          'Ikrar: root CA. Signs issuing CAs and its list, in a ceremony only.',
        ),
      ],
      'issuing-ca': numbers(generations['issuing-ca']).map((number) =>
        signing('issuing-ca', number, 'IssuingCa', 'Ikrar: issuing CA. Signs the certificates of persons.'),
      ),
      tsa: numbers(generations.tsa).map((number) =>
        signing('tsa', number, 'Tsa', 'Ikrar: time-stamping authority.'),
      ),
    };
    this.wrapping = kept(
      new Key(this, 'Wrapping', {
        alias: `ikrar-${stage}/wrapping`,
        description: 'Ikrar: wraps the passphrase-protected keys of persons.',
        enableKeyRotation: true,
        removalPolicy: RemovalPolicy.RETAIN,
      }),
    );
  }
}

/**
 * Without the key no certificate can be issued and no person can sign, and KMS gives a deleted key to nobody back.
 * The denial holds for every identity until the policy itself is changed by a reviewed deployment.
 */
function kept(key: Key): Key {
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'NobodyDestroysTheKey',
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ['kms:ScheduleKeyDeletion', 'kms:DisableKey', 'kms:DeleteImportedKeyMaterial'],
      resources: ['*'],
    }),
  );
  return key;
}
