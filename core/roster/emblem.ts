import * as z from 'zod';
import { flawOfPng, pngSides } from './emblem-png.ts';
import { flawOfSvg } from './emblem-svg.ts';
import type { ImportFile } from './import-file.ts';
import { type Findings, quoted } from './problem.ts';

/** As the government file names it: a file of the same folder, and what it shows for people who cannot see it. */
export interface EmblemReference {
  readonly file: string;
  readonly description: string;
}

/** A checked drawing with its bytes; small enough to stand in the import as it is. */
export const ImportedEmblem = z.strictObject({
  format: z.enum(['svg', 'png']),
  description: z.string().min(1).max(200),
  base64: z.base64(),
});
export type ImportedEmblem = z.infer<typeof ImportedEmblem>;

const bytesLimit = 1_000_000;

/** Undefined after a problem was reported, at the field which names the file. */
export function readEmblem(
  { file, description }: EmblemReference,
  folder: readonly ImportFile[],
  findings: Findings,
): ImportedEmblem | undefined {
  const place = { column: 'emblem.file', value: file };
  const drawing = folder.find(({ fileName }) => fileName === file);
  if (!drawing) {
    findings.refuse(place, {
      code: 'file-missing',
      message: `Diharapkan berkas lambang ${quoted(file)} di folder yang sama dengan government.json; berkas itu tidak ada.`,
      repair:
        'Pengelola sistem menaruh berkas lambang di folder itu, lalu memberikan foldernya (--government FOLDER).',
    });
    return undefined;
  }
  const format = drawing.fileName.toLowerCase().endsWith('.png') ? 'png' : 'svg';
  const flaw = flawOf(drawing, format);
  if (flaw !== undefined) {
    findings.refuse(place, {
      code: 'emblem-refused',
      message: `Diharapkan lambang berupa gambar ${format === 'png' ? `PNG ${pngSides.least} sampai ${pngSides.most} piksel` : 'SVG yang hanya berisi bentuk dan warna'}, paling besar ${bytesLimit} bita; ${flaw}.`,
      repair:
        format === 'png'
          ? 'Pengelola sistem menyimpan ulang gambar sebagai PNG biasa tanpa profil warna dan animasi.'
          : 'Pengelola sistem menyimpan ulang gambar sebagai SVG sederhana (teks dijadikan kurva, tanpa gambar tertanam, gaya sebagai atribut), atau memakai PNG.',
    });
    return undefined;
  }
  return { format, description, base64: Buffer.from(drawing.bytes).toString('base64') };
}

function flawOf({ fileName, bytes }: ImportFile, format: 'png' | 'svg'): string | undefined {
  if (!/\.(?:svg|png)$/i.test(fileName)) return 'nama berkasnya tidak berakhir dengan .svg atau .png';
  if (bytes.length > bytesLimit) return `berkas ini ${bytes.length} bita`;
  return format === 'png' ? flawOfPng(bytes) : flawOfSvg(bytes);
}
