import * as z from 'zod';
import * as integrityPact from '../../templates/pakta-integritas/schema.ts';
import * as performanceAgreement from '../../templates/perjanjian-kinerja/schema.ts';
import * as zoneCharter from '../../templates/piagam-zi/schema.ts';
import { type DocumentKind, documentKinds, templates } from '../typeset/facts.ts';
import type { ImportFile } from './import-file.ts';
import { type JsonFile, readJsonFile, refuseIssue } from './json-file.ts';
import { Findings, quoted } from './problem.ts';
import { checkText, normalizeText } from './text.ts';

/** The whole wording of each kind: a government's own where it gives one, else the template's. */
export const Wordings = z.strictObject({
  'pakta-integritas': integrityPact.integrityPactWording.default(integrityPact.defaultWording),
  'perjanjian-kinerja': performanceAgreement.performanceAgreementWording.default(
    performanceAgreement.defaultWording,
  ),
  'piagam-zi': zoneCharter.zoneCharterWording.default(zoneCharter.defaultWording),
});
export type Wordings = z.infer<typeof Wordings>;

const schemas: Readonly<Record<DocumentKind, z.ZodType>> = Wordings.shape;

/** `<kind>/wording.json` for each kind, where it stands: only what differs from the template. */
export function readWordings(folder: readonly ImportFile[]): {
  readonly wordings: Wordings;
  readonly findings: readonly Findings[];
} {
  const wordings: Record<string, unknown> = {};
  const read = documentKinds.flatMap((kind) => {
    const file = folder.find(({ fileName }) => fileName === `${kind}/wording.json`);
    if (!file) return [];
    const { wording, findings } = readWording(kind, file);
    if (wording !== undefined) wordings[kind] = wording;
    return [findings];
  });
  return { wordings: Wordings.parse(wordings), findings: read };
}

/** Merged over the template's own, then checked as a whole; problems name the path in it ("points.2"). */
export function readWording(
  kind: DocumentKind,
  { fileName, bytes }: ImportFile,
): { readonly wording?: unknown; readonly findings: Findings } {
  const findings = new Findings(fileName);
  const json = readJsonFile(bytes, findings);
  if (json === undefined) return { findings };
  const given = normalized(json.value);
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    findings.refuse(
      {},
      {
        code: 'field-invalid',
        message: 'Diharapkan objek JSON berisi kata-kata yang diganti; isi berkas ini bukan objek.',
        repair: `Pengelola sistem menulis berkas ini menurut templates/${kind}/wording.json.`,
      },
    );
    return { findings };
  }
  checkWords(given, [], templates[kind].placeholders, json, findings);
  const parsed = schemas[kind].safeParse(
    { ...templates[kind].defaultWording, ...given },
    { reportInput: true },
  );
  if (!parsed.success) for (const issue of parsed.error.issues) refuseIssue(issue, json, findings);
  return findings.problems.length === 0 && parsed.success ? { wording: parsed.data, findings } : { findings };
}

function normalized(value: unknown): unknown {
  if (typeof value === 'string') return normalizeText(value);
  if (Array.isArray(value)) return value.map(normalized);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, normalized(inner)]));
}

function checkWords(
  value: unknown,
  path: readonly string[],
  placeholders: readonly string[],
  file: JsonFile,
  findings: Findings,
): void {
  if (typeof value === 'string') {
    const place = { row: file.lineOf(path), column: path.join('.'), value };
    checkText(value, 2000, place, findings);
    const unknown = value.match(/\{[^{}]*\}?|\}/gu)?.find((mark) => !placeholders.includes(mark));
    if (unknown !== undefined)
      findings.refuse(place, {
        code: 'placeholder-unknown',
        message: `Diharapkan ${placeholders.length === 0 ? 'teks tanpa penanda {…}' : `hanya penanda ${placeholders.join(', ')}`}; yang diterima ${quoted(unknown)}.`,
        repair: 'Pengelola sistem memperbaiki atau menghapus penanda itu.',
      });
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value))
    checkWords(inner, [...path, key], placeholders, file, findings);
}
