import { basename } from 'node:path';
import { sha256 } from '../core/document/sha256.ts';
import { readEmployeeNumber } from '../core/roster/employee-number.ts';
import { readGovernment } from '../core/roster/government.ts';
import { type JsonFile, readJsonFile, refuseIssue } from '../core/roster/json-file.ts';
import { Findings, type Problem, quoted } from '../core/roster/problem.ts';
import { readStationery } from '../core/roster/stationery.ts';
import { checkText, type WordRoom } from '../core/roster/text.ts';
import { type DocumentFacts, type DocumentKind, documentFacts } from '../core/typeset/facts.ts';
import { type GovernmentFiles, readGovernmentFiles, readInput } from './government-folder.ts';

export type PreviewData = {
  readonly warnings: readonly Problem[];
} & (
  | { readonly ok: true; readonly facts: DocumentFacts; readonly emblem: Uint8Array | undefined }
  | { readonly ok: false; readonly problems: readonly Problem[] }
);

/**
 * What a preview typesets: the facts of a JSON file like `sample.json`, with letterhead and wording of a government's
 * folder over its own where one is given. Everything an import would refuse is refused, with its line.
 */
export async function readPreviewData(
  kind: DocumentKind,
  dataPath: string,
  governmentPath: string | undefined,
): Promise<PreviewData> {
  const findings = new Findings(basename(dataPath));
  const json = readJsonFile(await readInput(dataPath), findings);
  const dressing =
    governmentPath === undefined ? undefined : dress(kind, await readGovernmentFiles(governmentPath));
  const warnings = dressing?.findings.flatMap((found) => found.warnings) ?? [];
  const refused = (): PreviewData => ({
    ok: false,
    problems: [...findings.problems, ...(dressing?.findings.flatMap((found) => found.problems) ?? [])],
    warnings: [...warnings, ...findings.warnings],
  });
  if (!json || (dressing && !dressing.over)) return refused();
  const parsed = documentFacts.safeParse(dressing?.over ? dressing.over(json.value) : json.value, {
    reportInput: true,
  });
  if (!parsed.success) {
    for (const issue of parsed.error.issues) refuseIssue(issue, json, findings);
    return refused();
  }
  const facts = parsed.data;
  if (facts.kind !== kind)
    findings.refuse(
      { row: json.lineOf(['kind']), column: 'kind', value: facts.kind },
      {
        code: 'field-invalid',
        message: `Diharapkan data ${quoted(kind)}; yang diterima data ${quoted(facts.kind)}.`,
        repair: 'Penyusun templat memilih jenis dokumen menurut data, atau data menurut jenisnya.',
      },
    );
  if (!dressing && facts.government.emblem)
    findings.refuse(
      { row: json.lineOf(['government', 'emblem']), column: 'government.emblem' },
      {
        code: 'file-missing',
        message: 'Diharapkan lambang dari folder pemerintah daerah; data hanya memuat sidik jarinya.',
        repair: 'Penyusun templat memberikan foldernya (--government FOLDER) atau menghapus bidang ini.',
      },
    );
  checkPersons(facts, json, findings);
  checkPrinted(facts, [], json, findings);
  if (findings.problems.length > 0) return refused();
  return { ok: true, facts, emblem: dressing?.emblem, warnings: [...warnings, ...findings.warnings] };
}

/** A government's own over the data's, as an import would have it; the sample mark stays the data's. */
function dress(kind: DocumentKind, { government: file, folder }: GovernmentFiles) {
  const { government, findings } = readGovernment(file.fileName, file.bytes);
  if (!government) return { findings: [findings] };
  const { stationery, findings: more } = readStationery(government, file.fileName, folder);
  if (!stationery) return { findings: [findings, ...more] };
  const { name, kind: level, region, seat, addressLines, complaintChannel } = government;
  const { emblem, wording } = stationery;
  const drawing = emblem && Uint8Array.from(Buffer.from(emblem.base64, 'base64'));
  const named = emblem &&
    drawing && { sha256: sha256(drawing), format: emblem.format, description: emblem.description };
  return {
    findings: [findings, ...more],
    emblem: drawing,
    over: (data: unknown): unknown =>
      isRecord(data)
        ? {
            ...data,
            place: seat,
            wording: wording[kind],
            government: {
              name,
              kind: level,
              region,
              seat,
              addressLines,
              ...(named ? { emblem: named } : {}),
              complaintChannel,
              sample: isRecord(data.government) ? (data.government.sample ?? true) : true,
            },
          }
        : data,
  };
}

const isRecord = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function checkPersons(facts: DocumentFacts, file: JsonFile, findings: Findings): void {
  for (const role of ['head', 'initialling'] as const) {
    const number = facts[role]?.employeeNumber;
    // As an import stores an NRP.
    if (number === undefined || /^[0-9]{5,14}(?:\/P)?$/.test(number)) continue;
    const { problem } = readEmployeeNumber(number, undefined);
    const path = [role, 'employeeNumber'];
    if (problem) findings.refuse({ row: file.lineOf(path), column: path.join('.'), value: number }, problem);
  }
}

/** Longest text of any field; each schema has its own, smaller ones. */
const textCap = 2000;

function checkPrinted(value: unknown, path: readonly string[], file: JsonFile, findings: Findings): void {
  const column = path.join('.');
  if (typeof value === 'string')
    checkText(value, textCap, { row: file.lineOf(path), column }, findings, roomOf(column));
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) checkPrinted(inner, [...path, key], file, findings);
}

/** Narrow cells of the annex; and what is an address or a code and no word. */
const roomOf = (column: string): WordRoom => {
  if (column.endsWith('.employeeNumber')) return 'line';
  if (/^objectives\..*\.(?:target|unit)$/.test(column)) return 'cell';
  if (column.startsWith('programs.')) return column.endsWith('.note') ? 'note' : 'program';
  return /^(?:objectives|wording|head|regionalHead|initialling|witnesses|unit\.name|place|government\.(?:name|region|addressLines))/.test(
    column,
  )
    ? 'column'
    : 'line';
};
