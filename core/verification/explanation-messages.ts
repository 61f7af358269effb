import type { ChangeRule } from './changes/transition.ts';
import type { ChangedObject } from './changes-rule.ts';
import type { Reason, RuleName } from './reason.ts';
import type { ChainLink } from './report.ts';

/** What people read for the steps of a verdict, in formal Indonesian. */
export const ruleMessages: Record<RuleName, string> = {
  signature: 'Susunan, atribut, dan kriptografi tanda tangan',
  changes: 'Perubahan sesudah tanda tangan',
  timestamps: 'Stempel waktu pada tanda tangan',
  time: 'Waktu penandatanganan',
  chain: 'Rantai sertifikat sampai penerbit yang dipercaya',
  revocation: 'Pencabutan sertifikat',
  level: 'Tingkat PAdES',
};

export const outcomeMessages: Record<Reason['outcome'], string> = {
  passed: 'lolos',
  failed: 'tidak lolos',
  indeterminate: 'belum dapat dipastikan',
};

export const changeRuleMessages: Record<ChangeRule, string> = {
  'cross-reference': 'tabel rujukan objek',
  'filled-field': 'kolom tanda tangan yang tersedia diisi',
  'new-field': 'kolom tanda tangan atau stempel waktu baru beserta isinya',
  form: 'daftar kolom pada formulir',
  'security-store': 'data pembuktian: sertifikat dan daftar pencabutan',
  extensions: 'keterangan perluasan format PDF',
  version: 'nomor versi PDF',
  metadata: 'metadata XMP',
  information: 'keterangan dokumen (judul, tanggal)',
  catalog: 'katalog dokumen, hanya pada bagian yang diperbolehkan',
  'page-annotations': 'daftar kolom tanda tangan pada halaman',
  'unused-validation-data': 'data pembuktian yang tidak dirujuk',
};

/** For what no rule accounts for. */
export const unexplainedChange = 'tidak dijelaskan oleh aturan mana pun: perubahan isi';

export const howMessages: Record<ChangedObject['how'], string> = {
  added: 'ditambahkan',
  replaced: 'diganti',
  freed: 'dihapus',
};

export const linkMessages: Record<ChainLink['status'], string> = {
  trusted: 'dipercaya',
  good: 'tidak dicabut',
  revoked: 'dicabut',
  unknown: 'pencabutan belum diketahui',
};
