import { holdsPersonalData } from '../pki/subject-name.ts';
import { documentKinds, templates } from '../typeset/facts.ts';
import type { Government } from './government.ts';
import { joinName, nameKey } from './person-name.ts';
import { Findings, quoted } from './problem.ts';
import type { RosterUnit } from './roster.ts';

/** What the government file says about others: the roster, its own persons, the templates. */
export function checkGovernment(
  government: Government,
  units: readonly RosterUnit[],
  fileName: string,
): Findings {
  const findings = new Findings(fileName);
  checkInitialling(government, units, findings);
  checkWitnesses(government, units, findings);
  checkPublication(government, findings);
  return findings;
}

/** Whoever initials must hold a post of this roster: an empty post would stop every document half-way. */
function checkInitialling(
  { initialling }: Government,
  units: readonly RosterUnit[],
  findings: Findings,
): void {
  const unit = units.find(({ code }) => code === initialling?.unit);
  if (initialling && !unit?.official)
    findings.refuse(
      { column: 'initialling.unit', value: initialling.unit },
      {
        code: 'field-invalid',
        message: unit
          ? `Diharapkan jabatan pemaraf yang terisi; jabatan pada perangkat daerah ${quoted(initialling.unit)} kosong.`
          : `Diharapkan kode perangkat daerah yang ada pada daftar pejabat; ${quoted(initialling.unit)} tidak ada.`,
        repair:
          'Pengelola sistem memperbaiki bidang "initialling.unit", atau menghapusnya bila dokumen tidak diparaf.',
      },
    );
}

/**
 * Nobody stands twice on every charter, and nobody of the roster becomes a second person with a second key; an official
 * who is only named, or signed on paper, may witness.
 */
function checkWitnesses(
  { charter, regionalHead }: Government,
  units: readonly RosterUnit[],
  findings: Findings,
): void {
  const taken = new Map([[nameKey(regionalHead.name), 'kepala daerah']]);
  const officials = new Set(units.flatMap(({ official }) => (official ? [nameKey(official.name)] : [])));
  for (const [index, witness] of charter.witnesses.entries()) {
    for (const field of ['surel', 'wa'] as const)
      if (witness.attendance !== 'signs' && witness[field] !== undefined)
        findings.refuse(
          { column: `charter.witnesses.${index}.${field}`, value: witness[field] },
          {
            code: 'field-unknown',
            message: `Diharapkan alamat hanya pada saksi yang menandatangani ("attendance": "signs"); saksi ini ${quoted(witness.attendance)}.`,
            repair: `Pengelola sistem menghapus bidang "${field}", atau memperbaiki "attendance".`,
          },
        );
    const place = { column: `charter.witnesses.${index}.name`, value: witness.name };
    const key = nameKey(witness.name);
    const signing = witness.attendance === 'signs';
    const other = taken.get(key) ?? (signing && officials.has(key) ? 'pejabat pada daftar' : undefined);
    if (other !== undefined)
      findings.refuse(place, {
        code: 'person-twice',
        message: `Diharapkan saksi piagam dari luar yang belum berperan lain; ${quoted(witness.name)} sudah tercatat sebagai ${other}.`,
        repair:
          'Pengelola sistem menghapus saksi ini, atau menuliskan nama lengkapnya bila orangnya berbeda.',
      });
    taken.set(key, 'saksi lain');
    if (signing && holdsPersonalData(joinName(witness)))
      findings.refuse(place, {
        code: 'name-form',
        message: `Diharapkan nama saja, karena menjadi nama pada sertifikat; yang diterima ${quoted(joinName(witness))}.`,
        repair: 'Pengelola sistem menghapus nomor atau alamat surel dari nama dan gelar saksi.',
      });
  }
}

/** A NIP holds birth date and sex: publishing it in full is the government's decision, said aloud. */
function checkPublication({ names, publish }: Government, findings: Findings): void {
  for (const kind of documentKinds) {
    const shown = names[kind]?.employeeNumber ?? templates[kind].defaultNames.employeeNumber;
    if (publish[kind] === true && shown === 'full')
      findings.warn(
        { column: `publish.${kind}`, value: 'true' },
        {
          code: 'number-published',
          message: `Berkas ${quoted(kind)} memuat NIP lengkap (tanggal lahir dan jenis kelamin) dan akan terbuka untuk umum.`,
          repair: `Pengelola sistem mengisi "names.${kind}.employeeNumber" dengan "last-four" atau "none", atau menghapus "publish.${kind}".`,
        },
      );
  }
}
