import { joinName } from '../roster/person-name.ts';
import type { DocumentFacts } from '../typeset/facts.ts';
import { partiesOf } from './correction-form.ts';

/** One line for people. Absent: there was none, or there is none any more. */
export type Change = { readonly label: string; readonly before?: string; readonly after?: string };

/** What a reader finds otherwise in a corrected document, in the order of the document; labels are Indonesian. */
export function changesBetween(before: DocumentFacts, after: DocumentFacts): readonly Change[] {
  const [old, now] = [printedTexts(before), printedTexts(after)];
  const labels = [...new Set([...old.keys(), ...now.keys()])];
  return labels.flatMap((label): Change[] => {
    const [was, is] = [old.get(label), now.get(label)];
    if (was === is) return [];
    return [
      { label, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) },
    ];
  });
}

/** By label. A renamed indicator is one that went and one that came, for its target was agreed under its name. */
function printedTexts(facts: DocumentFacts): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const say = (label: string, value: string | undefined) => {
    if (value !== undefined && value !== '') texts.set(label, value);
  };
  say('Nomor', facts.number);
  say('Tempat', facts.place);
  say('Tanggal tercetak', day(facts.date));
  for (const { title, party } of partiesOf(facts)) {
    say(`${title}: nama`, joinName(party));
    say(`${title}: jabatan`, party.position);
    say(`${title}: pangkat`, party.rank);
    say(`${title}: golongan`, party.gradeClass);
    say(`${title}: NIP`, party.employeeNumber);
    say(`${title}: lembaga`, party.institution);
  }
  if (facts.kind !== 'perjanjian-kinerja') return texts;
  for (const { objective, indicators } of facts.objectives)
    for (const { indicator, target, unit } of indicators)
      say(`Sasaran “${objective}”, indikator “${indicator}”`, `${target} ${unit}`);
  for (const { program, note, budget } of facts.programs)
    say(`Program “${program}”${note === undefined ? '' : ` (${note})`}`, rupiah(budget));
  return texts;
}

const day = (date: string): string =>
  new Intl.DateTimeFormat('id-ID', {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(new Date(`${date}T00:00:00Z`));

const rupiah = (amount: number): string => `Rp${new Intl.NumberFormat('id-ID').format(amount)}`;
