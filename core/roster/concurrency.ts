import type { PostStatus } from './acting.ts';
import type { Official, OfficialKey } from './official.ts';
import { nameKey } from './person-name.ts';
import { type Findings, quoted } from './problem.ts';
import type { TableRecord } from './record.ts';

/** One row of the roster, in order; `official` is absent for vacant posts and faulty rows. */
export interface Holding {
  readonly record: TableRecord<OfficialKey | 'status'>;
  readonly status: PostStatus | undefined;
  readonly official: Official | undefined;
}

interface Held extends Holding {
  readonly official: Official;
}

const steward = 'Badan kepegawaian mencocokkan kedua baris dengan data SIASN dan memperbaiki yang salah.';

/**
 * One person may hold several posts (`rangkap jabatan`): the same employee number under the same name. A number
 * under two names, or with two ranks, is a mistake in one of the rows.
 */
export function checkConcurrency(holdings: readonly Holding[], findings: Findings): void {
  const first = new Map<string, Held>();
  for (const holding of holdings) {
    checkReference(holding, holdings, findings);
    const { official } = holding;
    if (official === undefined) continue;
    const earlier = first.get(official.employeeNumber);
    if (earlier === undefined) first.set(official.employeeNumber, { ...holding, official });
    else compare(earlier, { ...holding, official }, findings);
  }
}

function compare(earlier: Held, later: Held, findings: Findings): void {
  const { record, official } = later;
  const row = earlier.record.row;
  if (nameKey(earlier.official.fullName) !== nameKey(official.fullName)) {
    findings.refuse(record.place('nip'), {
      code: 'person-name-conflict',
      message: `Diharapkan satu NIP untuk satu orang; NIP ini pada baris ${row} bernama ${quoted(earlier.official.fullName)}, pada baris ${record.row} bernama ${quoted(official.fullName)}.`,
      repair: steward,
    });
  } else if (earlier.official.rank !== official.rank || earlier.official.gradeClass !== official.gradeClass) {
    findings.refuse(record.place('golongan'), {
      code: 'person-rank-conflict',
      message: `Diharapkan pangkat dan golongan yang sama untuk orang yang sama; baris ${row} menyebut ${grading(earlier.official)}, baris ${record.row} menyebut ${grading(official)}.`,
      repair: steward,
    });
  }
  if (earlier.official.signer !== official.signer)
    findings.refuse(record.place('sertifikat'), {
      code: 'person-signer-conflict',
      message: `Diharapkan satu cara menandatangani untuk satu orang; kolom "sertifikat" pada baris ${row} dan baris ${record.row} berbeda.`,
      repair: 'Penyusun berkas menyamakan kolom "sertifikat" pada semua baris orang ini.',
    });
  const [before, after] = [earlier.official.contact, official.contact];
  for (const [key, column] of [
    ['email', 'surel'],
    ['phone', 'wa'],
  ] as const)
    if (before?.[key] !== after?.[key])
      findings.refuse(record.place(column), {
        code: 'person-contact-conflict',
        message: `Diharapkan satu alamat untuk satu orang; kolom "${column}" pada baris ${row} dan baris ${record.row} berbeda.`,
        repair: `Penyusun berkas menyamakan kolom "${column}" pada semua baris orang ini.`,
      });
  if (earlier.status?.kind === 'permanent' && later.status?.kind === 'permanent') {
    findings.warn(record.place('status'), {
      code: 'concurrent-permanent',
      message: `${quoted(official.fullName)} tercatat definitif pada baris ${row} dan baris ${record.row}; lazimnya jabatan kedua dirangkap sebagai Plt.`,
      repair: 'Badan kepegawaian memastikan status kedua jabatan ini.',
    });
  }
}

/** "rangkap no. 11" names the 11th data row of the same roster, which must be held by the same person. */
function checkReference(holding: Holding, holdings: readonly Holding[], findings: Findings): void {
  const { status, official, record } = holding;
  if (status === undefined || status.kind === 'vacant' || status.concurrentWith === undefined) return;
  const other = holdings[status.concurrentWith - 1];
  // A faulty row on either side is reported for itself.
  const isUnknown =
    official === undefined || (other?.official === undefined && other?.status?.kind !== 'vacant');
  if (other !== undefined && other !== holding && isUnknown) return;
  if (
    other !== holding &&
    other?.official?.employeeNumber === official?.employeeNumber &&
    other !== undefined
  )
    return;
  findings.refuse(record.place('status'), {
    code: 'concurrent-mismatch',
    message: `Diharapkan nomor ${status.concurrentWith} menunjuk baris lain yang dijabat orang yang sama; yang ditemukan ${quoted(other?.official?.fullName ?? 'tidak ada pejabat')}.`,
    repair: 'Badan kepegawaian memperbaiki nomor urut jabatan yang dirangkap pada kolom status.',
  });
}

function grading(official: Official): string {
  return quoted([official.rank, official.gradeClass].filter((part) => part !== undefined).join(', ') || '-');
}
