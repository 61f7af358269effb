import { largestScan } from '../core/document/scan-type.ts';

/**
 * The one route table: the CDK app deploys it, the local gateway serves it, a test compares the two.
 * `guard` says who may pass at all (`session` is HR or a signer, `display` the big screen of a ceremony or HR); the door itself checks what belongs to whom.
 */
export type Guard = 'public' | 'session' | 'display' | 'hr' | 'signer';

export type DoorName =
  | 'assets'
  | 'authority'
  | 'entrance'
  | 'board'
  | 'correction'
  | 'desk'
  | 'enrolment'
  | 'muster'
  | 'invitation'
  | 'signing'
  | 'verification';

export type Route = {
  readonly method: 'GET' | 'POST';
  /** API Gateway's path syntax: `{name}` is one segment. */
  readonly path: string;
  readonly door: DoorName;
  readonly guard: Guard;
  /** Of a form which is larger than most; with `upload` it may come as multipart/form-data with one file. */
  readonly largestBody?: number;
  readonly upload?: true;
};

export const routes: readonly Route[] = [
  { method: 'GET', path: '/', door: 'entrance', guard: 'public' },
  { method: 'GET', path: '/masuk', door: 'entrance', guard: 'public' },
  { method: 'POST', path: '/masuk', door: 'entrance', guard: 'public' },
  { method: 'POST', path: '/keluar', door: 'entrance', guard: 'session' },
  { method: 'GET', path: '/assets/{file}', door: 'assets', guard: 'public' },
  { method: 'GET', path: '/crl/{file}', door: 'authority', guard: 'public' },
  { method: 'GET', path: '/papan', door: 'board', guard: 'hr' },
  { method: 'GET', path: '/papan/status', door: 'board', guard: 'hr' },
  { method: 'POST', path: '/papan/tautan', door: 'invitation', guard: 'hr' },
  { method: 'GET', path: '/papan/undangan', door: 'invitation', guard: 'hr' },
  // A thousand persons of 40 bytes each.
  { method: 'POST', path: '/papan/undangan', door: 'invitation', guard: 'hr', largestBody: 49_152 },
  { method: 'POST', path: '/papan/batas-waktu', door: 'invitation', guard: 'hr' },
  { method: 'GET', path: '/papan/surat', door: 'invitation', guard: 'hr' },
  { method: 'GET', path: '/papan/surat/{name}', door: 'invitation', guard: 'hr' },
  { method: 'GET', path: '/papan/kode', door: 'board', guard: 'hr' },
  { method: 'POST', path: '/papan/kode', door: 'board', guard: 'hr' },
  { method: 'GET', path: '/papan/pejabat/{id}', door: 'board', guard: 'hr' },
  { method: 'GET', path: '/papan/pejabat/{id}/kontak', door: 'invitation', guard: 'hr' },
  { method: 'POST', path: '/papan/pejabat/{id}/kontak', door: 'invitation', guard: 'hr' },
  { method: 'GET', path: '/papan/pejabat/{id}/{tindakan}', door: 'board', guard: 'hr' },
  { method: 'POST', path: '/papan/pejabat/{id}/{tindakan}', door: 'board', guard: 'hr' },
  { method: 'GET', path: '/papan/dokumen/{id}', door: 'correction', guard: 'hr' },
  { method: 'GET', path: '/papan/dokumen/{id}/basah', door: 'correction', guard: 'hr' },
  {
    method: 'POST',
    path: '/papan/dokumen/{id}/basah',
    door: 'correction',
    guard: 'hr',
    largestBody: largestScan + 16_384,
    upload: true,
  },
  { method: 'GET', path: '/papan/dokumen/{id}/perbaikan', door: 'correction', guard: 'hr' },
  {
    method: 'POST',
    path: '/papan/dokumen/{id}/perbaikan',
    door: 'correction',
    guard: 'hr',
    // 300 programmes and 200 indicators, percent-encoded.
    largestBody: 524_288,
  },
  { method: 'GET', path: '/papan/dokumen/{id}/pindaian/{sha256}', door: 'correction', guard: 'hr' },
  { method: 'GET', path: '/papan/dokumen/{id}/{tindakan}', door: 'correction', guard: 'hr' },
  { method: 'POST', path: '/papan/dokumen/{id}/{tindakan}', door: 'correction', guard: 'hr' },
  { method: 'GET', path: '/papan/layar', door: 'invitation', guard: 'hr' },
  { method: 'POST', path: '/papan/layar', door: 'invitation', guard: 'hr' },
  { method: 'GET', path: '/muster/{campaign}', door: 'muster', guard: 'display' },
  { method: 'GET', path: '/muster/{campaign}/status', door: 'muster', guard: 'display' },
  { method: 'GET', path: '/aktivasi', door: 'enrolment', guard: 'signer' },
  { method: 'POST', path: '/aktivasi', door: 'enrolment', guard: 'signer' },
  {
    method: 'POST',
    path: '/aktivasi/sertifikat',
    door: 'enrolment',
    guard: 'signer',
    // Six certificates of 6 KB each.
    largestBody: 53_248,
  },
  { method: 'GET', path: '/meja', door: 'desk', guard: 'signer' },
  { method: 'GET', path: '/meja/status', door: 'desk', guard: 'signer' },
  { method: 'GET', path: '/dokumen/{id}', door: 'desk', guard: 'session' },
  { method: 'GET', path: '/dokumen/{id}/berkas', door: 'desk', guard: 'session' },
  { method: 'GET', path: '/dokumen/{id}/status', door: 'desk', guard: 'session' },
  { method: 'POST', path: '/dokumen/{id}/dibuka', door: 'desk', guard: 'signer' },
  { method: 'POST', path: '/antrean', door: 'desk', guard: 'signer' },
  { method: 'GET', path: '/antrean/{id}', door: 'desk', guard: 'signer' },
  { method: 'POST', path: '/antrean/{id}', door: 'signing', guard: 'signer' },
  { method: 'POST', path: '/antrean/{id}/bagian', door: 'signing', guard: 'signer' },
  { method: 'POST', path: '/tanda-tangan', door: 'signing', guard: 'signer' },
  { method: 'POST', path: '/tanda-tangan/siapkan', door: 'signing', guard: 'signer' },
  { method: 'POST', path: '/tanda-tangan/selesai', door: 'signing', guard: 'signer' },
  { method: 'GET', path: '/sandi', door: 'signing', guard: 'signer' },
  { method: 'POST', path: '/sandi', door: 'signing', guard: 'signer' },
  { method: 'GET', path: '/dokumen/{id}/kembalikan', door: 'signing', guard: 'signer' },
  { method: 'POST', path: '/dokumen/{id}/kembalikan', door: 'signing', guard: 'signer' },
  { method: 'GET', path: '/periksa', door: 'verification', guard: 'public' },
  { method: 'GET', path: '/periksa/kepercayaan.json', door: 'verification', guard: 'public' },
  { method: 'GET', path: '/d/{code}', door: 'verification', guard: 'public' },
  { method: 'GET', path: '/d/{code}/laporan.json', door: 'verification', guard: 'public' },
  { method: 'GET', path: '/d/{code}/catatan.json', door: 'verification', guard: 'public' },
  { method: 'GET', path: '/d/{code}/data.json', door: 'verification', guard: 'public' },
  { method: 'GET', path: '/d/{code}/status', door: 'verification', guard: 'public' },
  { method: 'GET', path: '/d/{code}/berkas', door: 'verification', guard: 'public' },
  { method: 'GET', path: '/d/{code}/berkas/{sha256}', door: 'verification', guard: 'public' },
  { method: 'GET', path: '/skema/{name}', door: 'verification', guard: 'public' },
];

/** What answers when no route fits: API Gateway's `$default`, here the 404 page. */
export const defaultRoute = { routeKey: '$default', door: 'entrance', guard: 'public' } as const;

/** Doors without a URL, woken by the table's stream and by a schedule. */
export type WorkerName = 'typesetting' | 'finishing';

/** The effects each worker does; typesetting stands alone because its engine is native. */
export const workerEffects = {
  typesetting: ['render'],
  finishing: ['populate', 'succeed', 'seal', 'archive', 'extend'],
} as const satisfies Record<WorkerName, readonly string[]>;
