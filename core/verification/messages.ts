import type { FindingCode } from './finding.ts';
import type { Coverage, NotChecked, Verdict, VerificationReport } from './report.ts';

/** What people read for each finding, in formal Indonesian. */
export const findingMessages: Record<FindingCode, string> = {
  'malformed-file':
    'Struktur berkas bertanda tangan ini rusak atau menyimpang dari standar PDF. Mintalah salinan asli kepada penerbit dokumen.',
  'malformed-unsigned-file': 'Berkas ini bukan PDF yang utuh, sehingga tidak dapat diperiksa.',
  'no-signature': 'Berkas ini tidak memuat tanda tangan elektronik.',
  'internal-error': 'Pemeriksaan terhenti karena gangguan pada pemeriksa, bukan karena isi dokumen.',
  'signature-removed': 'Tanda tangan yang pernah ada dihapus atau diganti sesudah ditandatangani.',
  'signature-shared': 'Satu tanda tangan dipakai oleh lebih dari satu kolom tanda tangan.',
  'field-name-twice': 'Dua kolom tanda tangan memakai nama yang sama.',
  'byte-range-malformed': 'Keterangan bagian berkas yang ditandatangani tidak benar.',
  'byte-range-gap': 'Ada bagian berkas di luar tanda tangan yang seharusnya tercakup.',
  'byte-range-end': 'Tanda tangan tidak mencakup dokumen sampai akhir.',
  'signature-outside-revision': 'Tanda tangan tidak berada di bagian berkas yang ditandatanganinya.',
  'contents-malformed': 'Wadah tanda tangan rusak.',
  'contents-padding': 'Ada data asing di dalam wadah tanda tangan.',
  'sub-filter-unsupported': 'Jenis tanda tangan ini belum dapat diperiksa di sini.',
  'cms-malformed': 'Data tanda tangan rusak.',
  'cms-limit': 'Data tanda tangan memuat lebih banyak bagian daripada yang diperiksa di sini.',
  'evidence-limit': 'Berkas ini memuat lebih banyak data pembuktian daripada yang diperiksa di sini.',
  'cms-content-inside': 'Data tanda tangan membawa isi lain yang bukan dokumen ini.',
  'cms-signer-count': 'Satu tanda tangan harus berasal dari tepat satu penanda tangan.',
  'cms-attributes-missing': 'Data yang wajib ikut ditandatangani tidak ada.',
  'cms-attribute-repeated': 'Data tanda tangan memuat atribut ganda.',
  'cms-content-type': 'Tanda tangan dibuat untuk jenis isi yang lain.',
  'cms-algorithm-mismatch': 'Algoritma yang disebut dalam tanda tangan saling bertentangan.',
  'signing-certificate-mismatch': 'Sertifikat yang dilampirkan bukan sertifikat yang ikut ditandatangani.',
  'signing-certificate-missing': 'Tanda tangan tidak menyebut sertifikatnya, sebagaimana disyaratkan PAdES.',
  'signing-certificate-old':
    'Tanda tangan menyebut sertifikatnya dengan SHA-1, yang tidak lagi dapat diandalkan.',
  'signing-time-present': 'Tanda tangan memuat atribut waktu yang tidak diperbolehkan oleh PAdES.',
  'dictionary-not-baseline': 'Keterangan tanda tangan tidak memenuhi syarat PAdES.',
  'certificate-not-found': 'Sertifikat penanda tangan tidak ditemukan di dalam berkas.',
  'algorithm-not-accepted': 'Algoritma atau panjang kunci tanda tangan tidak diterima.',
  'digest-mismatch': 'Isi dokumen telah berubah sesudah ditandatangani.',
  'signature-wrong': 'Tanda tangan tidak cocok dengan sertifikat penanda tangan.',
  'issuer-not-trusted': 'Penerbit sertifikat penanda tangan belum dipercaya di sini.',
  'revoked-before-signing': 'Sertifikat penanda tangan sudah dicabut sebelum dokumen ini ditandatangani.',
  'certificate-revoked':
    'Sertifikat penanda tangan telah dicabut, dan tidak ada bukti waktu bahwa dokumen ditandatangani sebelum pencabutan.',
  'authority-revoked':
    'Sertifikat penerbit telah dicabut, dan tidak ada bukti waktu bahwa dokumen ditandatangani sebelum pencabutan.',
  'certificate-on-hold': 'Sertifikat sedang dibekukan sementara oleh penerbitnya. Periksa kembali kemudian.',
  'certificate-not-yet-valid': 'Sertifikat belum berlaku pada waktu dokumen terbukti ditandatangani.',
  'revocation-unknown':
    'Pencabutan sertifikat belum dapat diperiksa: daftar pencabutan dari penerbitnya tidak tersedia.',
  'revocation-stale':
    'Pencabutan sertifikat belum dapat diperiksa: daftar pencabutan yang tersedia sudah lewat masa berlakunya.',
  'revocation-unproven':
    'Pencabutan sertifikat belum dapat diperiksa: tidak ada bukti waktu atas daftar pencabutan yang tersedia.',
  'timestamp-order':
    'Stempel waktu dalam berkas ini saling bertentangan: yang dibubuhkan kemudian menyebut waktu lebih awal.',
  'algorithm-outdated':
    'Panjang kunci sertifikat tidak lagi dapat diandalkan, dan tidak ada bukti waktu bahwa dokumen ditandatangani sebelumnya.',
  'certificate-out-of-validity':
    'Sertifikat berada di luar masa berlakunya, dan tidak ada bukti waktu bahwa dokumen ditandatangani sebelumnya.',
  'chain-constraints': 'Rantai sertifikat penanda tangan melanggar batasan penerbitnya.',
  'key-usage': 'Sertifikat ini tidak diterbitkan untuk menandatangani dokumen.',
  'changed-after-signing': 'Dokumen diubah sesudah ditandatangani.',
  'certification-violated':
    'Perubahan sesudah tanda tangan melanggar batas yang ditetapkan penanda tangan pertama.',
  'certification-twice':
    'Dokumen disertifikasi lebih dari satu kali; hanya satu sertifikasi yang diperbolehkan.',
  'certification-late':
    'Dokumen disertifikasi sesudah ditandatangani pihak lain, padahal sertifikasi harus menjadi tanda tangan pertama.',
  'field-locked': 'Kolom yang sudah dikunci oleh penanda tangan diisi kemudian.',
  'timestamp-broken': 'Stempel waktu pada tanda tangan tidak benar.',
  'document-timestamp-broken': 'Stempel waktu dokumen tidak cocok dengan dokumen ini.',
  'timestamp-unsupported':
    'Stempel waktu memuat ketentuan yang tidak dikenal di sini, sehingga waktunya tidak dapat dijadikan bukti.',
  'timestamp-not-trusted': 'Penerbit stempel waktu belum dipercaya di sini; waktunya tidak dijadikan bukti.',
  'timestamp-expired':
    'Sertifikat otoritas stempel waktu sudah berakhir dan tidak dilindungi stempel waktu yang lebih baru; waktunya tidak dijadikan bukti.',
  'timestamp-revoked': 'Sertifikat otoritas stempel waktu telah dicabut; waktunya tidak dijadikan bukti.',
  'timestamp-revocation-unknown':
    'Pencabutan sertifikat otoritas stempel waktu belum dapat diperiksa; waktunya tidak dijadikan bukti.',
  'certificate-revoked-later':
    'Sertifikat dicabut kemudian, sesudah penandatanganan; tanda tangan yang sudah ada tetap berlaku.',
  'validation-data-unread': 'Sebagian data pembuktian di dalam berkas tidak dapat dibaca dan tidak dipakai.',
  'not-pades': 'Tanda tangan memakai bentuk lama (bukan PAdES).',
  'container-not-der':
    'Wadah tanda tangan ditulis dalam bentuk BER, bukan DER; isinya tetap terbaca tanpa makna ganda.',
  'information-updated': 'Keterangan dokumen (judul, tanggal ubah) diperbarui sesudah ditandatangani.',
  'new-visible-field': 'Tanda tangan kemudian menambahkan kolom baru yang tampak pada halaman.',
  'widget-overlap': 'Tampilan sebuah tanda tangan menutupi tampilan tanda tangan lain.',
  'widget-outside-page': 'Tampilan sebuah tanda tangan berada di luar halaman, sebagian atau seluruhnya.',
  'widget-without-size': 'Sebuah tanda tangan membawa gambar, tetapi tidak tampak pada halaman.',
  'claimed-time-outside-validity': 'Waktu yang dinyatakan berada di luar masa berlaku sertifikat.',
  'content-outside-file':
    'Sebagian isi dokumen berada di berkas lain yang tidak ikut ditandatangani, sehingga dapat diganti.',
  'active-content': 'Dokumen memuat skrip atau tindakan otomatis yang dapat mengubah tampilannya.',
};

export const verdictMessages: Record<Verdict, { readonly title: string; readonly sentence: string }> = {
  valid: {
    title: 'SAH',
    sentence: 'Dokumen utuh dan semua tanda tangannya berasal dari penerbit yang dipercaya.',
  },
  'not-valid': {
    title: 'TIDAK SAH',
    sentence: 'Dokumen ini telah diubah atau tanda tangannya tidak benar. Jangan digunakan.',
  },
  'cannot-tell': {
    title: 'BELUM DAPAT DIPASTIKAN',
    sentence: 'Keabsahan dokumen ini belum dapat dipastikan.',
  },
};

export const notCheckedMessages: Record<NotChecked, string> = {
  revocation: 'Apakah sertifikat telah dicabut oleh penerbitnya.',
  'signing-time':
    'Kapan persisnya dokumen ditandatangani: waktunya adalah pernyataan sistem penanda tangan, belum dibuktikan stempel waktu yang dipercaya.',
  'timestamp-revocation-since':
    'Apakah sertifikat otoritas stempel waktu dicabut sesudah data pembuktian di dalam berkas ini dibuat.',
};

export const coverageMessages: Record<Coverage, string> = {
  'entire-file': 'mencakup seluruh berkas',
  'entire-revision': 'mencakup seluruh dokumen pada saat ditandatangani',
  unclear: 'cakupannya tidak jelas',
};

/** The one sentence under the verdict; an intact file of an unknown issuer is told apart from an altered one. */
export function verdictSentence(report: VerificationReport): string {
  const parts = [report, ...report.signatures, ...report.documentTimestamps];
  const codes = new Set(parts.flatMap(({ findings }) => findings.map(({ code }) => code)));
  const reason = deciding.find((code) => codes.has(code));
  if (report.verdict === 'not-valid' && codes.has('revoked-before-signing') && report.integrity !== 'altered')
    return findingMessages['revoked-before-signing'];
  if (report.verdict !== 'cannot-tell' || reason === undefined)
    return verdictMessages[report.verdict].sentence;
  const intact = report.integrity === 'intact' ? 'Isi dokumen utuh sejak ditandatangani. ' : '';
  return `${intact}${findingMessages[reason]}`;
}

/** What stands in the way, the reason that says most first. */
const deciding: readonly FindingCode[] = [
  'internal-error',
  'no-signature',
  'malformed-unsigned-file',
  'content-outside-file',
  'issuer-not-trusted',
  'certificate-revoked',
  'authority-revoked',
  'certificate-on-hold',
  'certificate-out-of-validity',
  'certificate-not-yet-valid',
  'algorithm-outdated',
  'timestamp-order',
  'revocation-unproven',
  'revocation-stale',
  'revocation-unknown',
];
