import type { SlotName } from '../document/slot-name.ts';
import type { NamedPerson } from './named-person.ts';

type SignerKind = 'ikrar-ca' | 'own-certificate' | 'bsre';

const issuers = (government: string): Readonly<Record<SignerKind, string>> => ({
  'ikrar-ca': `otoritas internal ${government} (bukan BSrE)`,
  'own-certificate': 'sertifikat milik sendiri, penerbitnya terbaca pada tanda tangan',
  bsre: 'Balai Besar Sertifikasi Elektronik (BSrE), BSSN',
});

const alone = (kind: SignerKind, government: string, sample: boolean): string => {
  switch (kind) {
    case 'ikrar-ca':
      return `Tanda tangan elektronik pada dokumen ini menggunakan sertifikat elektronik yang diterbitkan oleh otoritas internal ${government}, bukan sertifikat BSrE.`;
    case 'own-certificate':
      return 'Tanda tangan elektronik pada dokumen ini menggunakan sertifikat elektronik milik penanda tangan sendiri; penerbitnya terbaca pada tanda tangan.';
    case 'bsre':
      return sample
        ? 'CONTOH: disiapkan untuk sertifikat elektronik Balai Besar Sertifikasi Elektronik (BSrE), BSSN; tidak ditandatangani dengan sertifikat tersertifikasi.'
        : 'Dokumen ini ditandatangani secara elektronik menggunakan sertifikat elektronik yang diterbitkan oleh Balai Besar Sertifikasi Elektronik (BSrE), Badan Siber dan Sandi Negara (BSSN).';
  }
};

/**
 * The footer's sentence on the certificates that sign. Only BSrE certificates are what Indonesian law calls certified
 * for officials (PP 71/2019 Ps 60), so nothing else may be left to look like one: where several kinds sign, each
 * signer is named with his issuer; and a sample never claims what it does not have.
 */
export const certificateSentence = (
  signers: readonly {
    readonly name: SlotName;
    readonly signer: SignerKind;
    readonly person: NamedPerson;
  }[],
  government: { readonly name: string; readonly sample: boolean },
): string => {
  const byKind = Map.groupBy(signers, ({ signer }) => signer);
  const [only] = byKind.keys();
  if (only === undefined) throw new RangeError('expected at least one signer');
  if (byKind.size === 1) return alone(only, government.name, government.sample);
  // The footer has little room: of three signers and more, the greatest group goes without names.
  const ascending = [...byKind].toSorted(([, a], [, b]) => a.length - b.length);
  const groups = ascending.map(([kind, persons], index) => {
    const names = new Intl.ListFormat('id').format(persons.map(({ person }) => person.bareName));
    const rest = index === ascending.length - 1 && persons.length > 1;
    return `${rest ? 'penanda tangan lainnya' : names}: ${issuers(government.name)[kind]}`;
  });
  const sample = government.sample && byKind.has('bsre') ? 'CONTOH, tanpa sertifikat tersertifikasi. ' : '';
  return `${sample}Penerbit sertifikat elektronik para penanda tangan – ${groups.join('; ')}.`;
};
