import { expect, test } from 'vitest';
import { certificateSentence } from '../../core/typeset/certificate-sentence.ts';

const real = { name: 'Pemerintah Kabupaten Langkat', sample: false };
const signer = <S extends 'ikrar-ca' | 'own-certificate' | 'bsre'>(bareName: string, kind: S) => ({
  name: 'head' as const,
  signer: kind,
  person: { bareName, fullName: bareName, position: 'Kepala Dinas' },
});

test('the sentence of BSrE stands only where BSrE signs everything, and in no sample', () => {
  const bsre = [signer('Surya', 'bsre'), signer('Puspa', 'bsre')];

  expect(certificateSentence(bsre, real)).toMatch(/^Dokumen ini ditandatangani .* \(BSrE\), Badan Siber/);
  expect(certificateSentence(bsre, { ...real, sample: true })).toMatch(
    /^CONTOH: .*tidak ditandatangani dengan sertifikat tersertifikasi/,
  );
});

test('a certificate of our own is never left to look like one of BSrE', () => {
  expect(certificateSentence([signer('Puspa', 'ikrar-ca')], real)).toMatch(/, bukan sertifikat BSrE\.$/);
});

test('whose own certificate it is, is neither claimed nor denied to be of BSrE', () => {
  expect(certificateSentence([signer('Puspa', 'own-certificate')], real)).not.toContain('BSrE');
});

test('of several kinds, each signer is named with the issuer', () => {
  expect(certificateSentence([signer('Puspa', 'ikrar-ca'), signer('Surya', 'bsre')], real)).toBe(
    'Penerbit sertifikat elektronik para penanda tangan – Puspa: otoritas internal Pemerintah Kabupaten Langkat ' +
      '(bukan BSrE); Surya: Balai Besar Sertifikasi Elektronik (BSrE), BSSN.',
  );
  expect(
    certificateSentence(
      [signer('Puspa', 'ikrar-ca'), signer('Hasan', 'ikrar-ca'), signer('Surya', 'bsre')],
      real,
    ),
  ).toMatch(/– Surya: Balai Besar .*; penanda tangan lainnya: otoritas internal /);
});
