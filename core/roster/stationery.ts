import * as z from 'zod';
import { type DocumentKind, documentKinds } from '../typeset/facts.ts';
import { ImportedEmblem, readEmblem } from './emblem.ts';
import type { Government } from './government.ts';
import type { ImportFile } from './import-file.ts';
import { flawOfPattern, Numbering, numberOf } from './numbering.ts';
import { Findings, quoted } from './problem.ts';
import { readWordings, Wordings } from './wording.ts';

/** What a government's documents look like and say, whole: its own choices over the templates'. */
export const Stationery = z.strictObject({
  emblem: ImportedEmblem.optional(),
  wording: Wordings.prefault({}),
  numbering: Numbering.prefault({}),
});
export type Stationery = z.infer<typeof Stationery>;

/** Everything of a government's folder but `government.json` itself, which names the emblem and the patterns. */
export function readStationery(
  { emblem, numbering }: Pick<Government, 'emblem' | 'numbering'>,
  fileName: string,
  folder: readonly ImportFile[],
): { readonly stationery?: Stationery; readonly findings: readonly Findings[] } {
  const findings = new Findings(fileName);
  const drawing = emblem && readEmblem(emblem, folder, findings);
  for (const kind of documentKinds) checkPattern(kind, numbering[kind], findings);
  const wordings = readWordings(folder);
  const known = new Set([emblem?.file, ...documentKinds.map((kind) => `${kind}/wording.json`)]);
  const ignored = folder.filter((file) => !known.has(file.fileName)).map((file) => ignore(file.fileName));
  const all = [findings, ...wordings.findings, ...ignored];
  if (all.some(({ problems }) => problems.length > 0)) return { findings: all };
  const stationery = { ...(drawing ? { emblem: drawing } : {}), wording: wordings.wordings, numbering };
  return { stationery: Stationery.parse(stationery), findings: all };
}

function checkPattern(kind: DocumentKind, pattern: string, findings: Findings): void {
  const flaw = flawOfPattern(pattern);
  if (flaw === undefined) return;
  findings.refuse(
    { column: `numbering.${kind}`, value: pattern },
    {
      code: 'numbering-pattern',
      message: `Diharapkan pola nomor seperti "{urut:3}/PI/{unit}/{tahun}"; ${flaw}.`,
      repair: `Pengelola sistem memperbaiki bidang "numbering.${kind}" pada government.json.`,
    },
  );
}

/** A document holds 80 characters; a correction appends its own few (core/campaign/correct-document.ts). */
const numberCap = 74;

/** Ends like a number which a correction has changed: the correction of one could be the number of another. */
const correctedEnding = /\/P\d+$/u;

/**
 * Numbers of one year must differ, whatever kind they are of, and find room on the page. `units`: the filled posts in their
 * order, of which each has its place as its running number.
 */
export function checkNumbers(
  { numbering }: Pick<Government, 'numbering'>,
  units: readonly { readonly code: string }[],
  fileName: string,
): Findings {
  const findings = new Findings(fileName);
  const seen = new Map<string, DocumentKind>();
  for (const kind of documentKinds)
    for (const [position, { code }] of units.entries()) {
      const number = numberOf(numbering[kind], { sequence: position + 1, unit: code, year: 2027, month: 8 });
      const other = seen.get(number);
      seen.set(number, kind);
      const tooLong = [...number].length > numberCap;
      const corrected = correctedEnding.test(number);
      if (other === undefined && !tooLong && !corrected) continue;
      findings.refuse(
        { column: `numbering.${kind}`, value: numbering[kind] },
        {
          code: 'numbering-pattern',
          message: tooLong
            ? `Diharapkan nomor paling panjang ${numberCap} karakter; pola ini menghasilkan ${quoted(number)}.`
            : corrected
              ? `Diharapkan nomor yang tidak berakhir seperti nomor perbaikan ("/P1"); pola ini menghasilkan ${quoted(number)}.`
              : `Diharapkan nomor yang berbeda untuk setiap dokumen; pola ini dan pola ${other} sama-sama menghasilkan ${quoted(number)}.`,
          repair: `Pengelola sistem memperbaiki bidang "numbering.${kind}" pada government.json.`,
        },
      );
      break;
    }
  return findings;
}

function ignore(fileName: string): Findings {
  const findings = new Findings(fileName);
  findings.warn(
    {},
    {
      code: 'file-ignored',
      message: `Berkas ${quoted(fileName)} di folder pemerintah daerah tidak dipakai.`,
      repair: 'Pengelola sistem memeriksa nama dan letak berkas, atau menghapusnya.',
    },
  );
  return findings;
}
