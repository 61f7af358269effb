import type { Signatory } from '../typeset/common-facts.ts';
import type { DocumentFacts } from '../typeset/facts.ts';

/** Persons of a document by the first part of their fields' names. */
export type PartyKey = 'head' | 'initialling' | 'regionalHead' | `witnesses.${number}`;

export type CorrectionField = {
  /** As the facts name it: `head.titleSuffix`, `objectives`. */
  readonly name: string;
  readonly label: string;
  /** What stands there now; tables as CSV in the columns of the import, without the unit's code. */
  readonly value: string;
  readonly kind: 'line' | 'day' | 'table';
  readonly optional?: true;
};
export type CorrectionGroup = { readonly title: string; readonly fields: readonly CorrectionField[] };

export type Party = Pick<Signatory, 'name' | 'titlePrefix' | 'titleSuffix' | 'position'> &
  Partial<Pick<Signatory, 'employeeNumber' | 'rank' | 'gradeClass' | 'acting'>> & {
    readonly institution?: string | undefined;
  };

/** Everything of a document which a correction may change, in the order of the form. */
export function correctionForm(facts: DocumentFacts): readonly CorrectionGroup[] {
  return [
    {
      title: 'Tempat dan tanggal',
      fields: [
        { name: 'place', label: 'Tempat', value: facts.place, kind: 'line' },
        { name: 'date', label: 'Tanggal tercetak', value: facts.date, kind: 'day' },
      ],
    },
    ...partiesOf(facts).map(({ key, title, party }) => ({ title, fields: partyFields(key, party) })),
    ...(facts.kind === 'perjanjian-kinerja'
      ? [
          {
            title: 'Sasaran dan program',
            fields: [
              {
                name: 'objectives',
                label: 'Sasaran, indikator, dan target',
                value: objectivesText(facts),
                kind: 'table' as const,
              },
              {
                name: 'programs',
                label: 'Program dan anggaran',
                value: programsText(facts),
                kind: 'table' as const,
              },
            ],
          },
        ]
      : []),
  ];
}

export function partiesOf(
  facts: DocumentFacts,
): readonly { readonly key: PartyKey; readonly title: string; readonly party: Party }[] {
  const { head, initialling, regionalHead } = facts;
  const witnesses = facts.kind === 'piagam-zi' ? facts.witnesses : [];
  return [
    ...(head ? [{ key: 'head' as const, title: 'Pejabat', party: head }] : []),
    ...witnesses.map((party, index) => ({
      key: `witnesses.${index}` as const,
      title: `Saksi ${index + 1}`,
      party,
    })),
    ...(initialling ? [{ key: 'initialling' as const, title: 'Pemaraf', party: initialling }] : []),
    ...(regionalHead ? [{ key: 'regionalHead' as const, title: 'Kepala daerah', party: regionalHead }] : []),
  ];
}

function partyFields(key: PartyKey, party: Party): readonly CorrectionField[] {
  const line = (name: string, label: string, value: string | undefined, optional?: true) =>
    ({
      name: `${key}.${name}`,
      label,
      value: value ?? '',
      kind: 'line',
      ...(optional ? { optional } : {}),
    }) as const;
  return [
    line('titlePrefix', 'Gelar di depan nama', party.titlePrefix, true),
    line('name', 'Nama tanpa gelar', party.name),
    line('titleSuffix', 'Gelar di belakang nama', party.titleSuffix, true),
    line('position', 'Jabatan', party.position),
    ...(party.employeeNumber === undefined
      ? []
      : [
          line('rank', 'Pangkat', party.rank, true),
          line('gradeClass', 'Golongan', party.gradeClass, true),
          line('employeeNumber', 'NIP', writtenNumber(party.employeeNumber)),
        ]),
    ...(key.startsWith('witnesses') ? [line('institution', 'Lembaga', party.institution, true)] : []),
  ];
}

/** As the import reads it: what is not an NIP says that it is an NRP. */
const writtenNumber = (number: string): string => (/^\d{18}$/.test(number) ? number : `NRP ${number}`);

type Agreement = Extract<DocumentFacts, { kind: 'perjanjian-kinerja' }>;

const objectivesText = ({ objectives }: Agreement): string =>
  csv([
    ['sasaran', 'indikator', 'target', 'satuan'],
    ...objectives.flatMap(({ objective, indicators }) =>
      indicators.map(({ indicator, target, unit }) => [objective, indicator, target, unit]),
    ),
  ]);

const programsText = ({ programs }: Agreement): string =>
  csv([
    ['program', 'anggaran', 'keterangan'],
    ...programs.map(({ program, budget, note }) => [program, String(budget), note ?? '']),
  ]);

/** RFC 4180 but for the line ends, which a text area makes its own. */
const csv = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((cells) =>
      cells.map((cell) => (/[",;\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(','),
    )
    .join('\n');
