import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { SlotName } from '../../../core/document/slot-name.ts';
import { appendDocumentTimestamp } from '../../../core/pades/document-timestamp.ts';
import { appendValidationData } from '../../../core/pades/validation-data.ts';
import type { DocumentFacts } from '../../../core/typeset/facts.ts';
import { type NamedPerson, namedPerson } from '../../../core/typeset/named-person.ts';
import { renderRevisionZero } from '../../../core/typeset/render.ts';
import { createTypesetter } from '../../../core/typeset/typeset.ts';
import { witnessViews } from '../../../core/typeset/witness-view.ts';
import { variants } from '../../typeset/variants.ts';
import type { Checks } from '../checks.ts';
import { conformanceRoom, runCommand } from '../judges/command.ts';
import { verapdf } from '../judges/verapdf.ts';
import { addIncrement } from '../sabotage.ts';
import { createSigningLab, type LabSigner, type SigningLab } from '../signing-lab.ts';

/** Who signs which slot here, and nobody for BSrE's: it signs whole files, elsewhere. */
const signersOf = (facts: DocumentFacts): [SlotName, NamedPerson][] => {
  const persons = new Map<SlotName, NamedPerson>();
  for (const [name, person] of [
    ['head', facts.head],
    ['initialling', facts.initialling],
    ['regional-head', facts.regionalHead],
  ] as const)
    if (person) persons.set(name, namedPerson(person, name, facts.names));
  if (facts.kind === 'piagam-zi')
    for (const witness of witnessViews(facts.witnesses, facts.names))
      if (witness.slot) persons.set(witness.slot, witness);
  return facts.slots.flatMap(({ name, signer }): [SlotName, NamedPerson][] => {
    const person = persons.get(name);
    return signer === 'bsre' || person === undefined ? [] : [[name, person]];
  });
};

/** Validation data and a document timestamp, as a finished document has them. */
const seal = async (
  signed: Uint8Array,
  signers: readonly LabSigner[],
  lab: SigningLab,
): Promise<Uint8Array> => {
  const { authority, tsaCertificate, timestamp, revocationList } = lab;
  const validated = appendValidationData(signed, {
    certificates: [
      ...signers.map(({ chain }) => chain[0]),
      tsaCertificate,
      authority.issuing,
      authority.root,
    ],
    revocationLists: [
      await revocationList('root-ca', authority.root),
      await revocationList('issuing-ca', authority.issuing),
    ],
  });
  return appendDocumentTimestamp(validated, { timestamp, tooltip: 'Stempel waktu dokumen' });
};

/**
 * Every variant of every kind before veraPDF, as it is typeset and as it is finished: each of its slots signed, then
 * sealed. What a slot of BSrE costs is told, not promised: its service adds a field of its own to the file.
 */
export const judgeForms = async (checks: Checks, room: string): Promise<void> => {
  const typesetter = createTypesetter();
  const lab = await createSigningLab('Pemerintah Kabupaten Langkat');
  const people = new Map<SlotName, LabSigner>();
  const begun: string[] = [];
  const finished: string[] = [];
  const write = async (name: string, bytes: Uint8Array) => {
    const path = join(room, `${name}.pdf`);
    await writeFile(path, bytes);
    return path;
  };
  for (const { name, facts } of variants) {
    let revision = await renderRevisionZero(facts, typesetter);
    begun.push(await write(`${name}-0`, revision));
    const signers: LabSigner[] = [];
    for (const [slot, person] of signersOf(facts)) {
      const holder = people.get(slot) ?? (await lab.makeSigner(slot, person));
      people.set(slot, holder);
      const signer = { ...holder, name: person.fullName, position: person.position };
      revision = await lab.signAtT(revision, signer);
      signers.push(signer);
    }
    if (signers.length > 0)
      finished.push(await write(`${name}-finished`, await seal(revision, signers, lab)));
  }
  const files = [...begun, ...finished];
  checks.accepted('veraPDF 2a: every variant, revision 0 and finished,', await verapdf(files, '2a'));
  checks.accepted('veraPDF ua1: every variant, revision 0 and finished,', await verapdf(files, 'ua1'));

  const untagged = await addIncrement('mark-info', begun[0] ?? '', join(room, 'untagged.pdf'));
  checks.refused('veraPDF ua1', 'a variant without tags', await verapdf([untagged], 'ua1'), /6\.2-1/);
  await tellCostOfBsre(checks, begun);
};

/** BSrE's service appends a visible field which the structure tree does not know; pyHanko's `addfields` does the same. */
const tellCostOfBsre = async (checks: Checks, begun: readonly string[]): Promise<void> => {
  const drawn = begun.find((file) => basename(file) === 'pk-tanpa-gelar-0.pdf');
  if (drawn === undefined) throw new Error('expected the variant pk-tanpa-gelar');
  const added = drawn.replace('-0.pdf', '-bsre.pdf');
  const { code, stderr } = await runCommand(`${conformanceRoom}/venv/bin/pyhanko`, [
    ...['sign', 'addfields', '--field', '1/120,250,290,310/BSrE'],
    ...[drawn, added],
  ]);
  if (code !== 0) throw new Error(`pyhanko addfields: exit ${code} ${stderr.slice(-500)}`);
  for (const flavour of ['2a', 'ua1'] as const)
    for (const { reasons } of await verapdf([added], flavour))
      checks.add(
        `told: a field added by somebody else, ${flavour}`,
        true,
        reasons.length === 0 ? 'costs nothing' : `costs ${reasons.join('; ').replace(/\s+/g, ' ')}`,
      );
};
