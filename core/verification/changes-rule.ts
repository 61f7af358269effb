import { entry, isName } from '../pades/reader/objects.ts';
import type { PdfFile } from '../pades/reader/pdf-file.ts';
import { type SignatureField, signatureFields } from '../pades/reader/signature-fields.ts';
import { explainCatalog, trailerIsKept } from './changes/explain-catalog.ts';
import { explainFilledField, explainNewField, isVisible } from './changes/explain-field.ts';
import { explainPages, formCheck } from './changes/explain-form.ts';
import { type Permissions, permissionsOf } from './changes/permissions.ts';
import { Predecessor } from './changes/predecessor.ts';
import { type ChangeRule, Transition } from './changes/transition.ts';
import { type Finding, finding } from './finding.ts';
import type { LocatedSignature } from './located-signature.ts';

/** Findings of one revision; they concern every signature of an earlier revision. */
export interface RevisionChanges {
  readonly revision: number;
  readonly findings: readonly Finding[];
  /** What it wrote, freed included, by object number: at most `mostListedChanges` of them. */
  readonly objects: readonly ChangedObject[];
  /** How many objects it wrote. */
  readonly written: number;
}

export interface ChangedObject {
  readonly object: number;
  readonly how: 'added' | 'replaced' | 'freed';
  /** The rule which accounts for it; null: none does, it is an alteration. */
  readonly rule: ChangeRule | null;
}

/**
 * Every revision after the first signature, each on its own: it may fill or add signature fields and add
 * validation data, within what earlier signatures permit. Whatever else it wrote is an alteration.
 */
export function changesRule(pdf: PdfFile, signatures: readonly LocatedSignature[]): RevisionChanges[] {
  return changesSince(pdf, signatures, Math.min(...signatures.map(({ revision }) => revision)));
}

/** The same for every revision after `known`, for whoever knows that one without a signature on it. */
export function changesSince(
  pdf: PdfFile,
  signatures: readonly LocatedSignature[],
  known: number,
): RevisionChanges[] {
  const later = pdf.revisions.filter(({ index }) => index > known);
  if (later.length === 0) return [];
  const predecessor = new Predecessor(pdf, known);
  return later.map(({ index }) => {
    const earlier = signatures.filter(({ revision }) => revision < index);
    const changes = judgeRevision(
      new Transition(pdf, index, predecessor),
      index,
      permissionsOf(pdf, earlier),
    );
    predecessor.advance(index);
    return changes;
  });
}

function judgeRevision(step: Transition, revision: number, permissions: Permissions): RevisionChanges {
  const findings: Finding[] = [];
  const known = new Map(signatureFields(step.before).map((field) => [field.name, field] as const));
  const now = signatureFields(step.after);
  const created: SignatureField[] = [];
  let filled = 0;
  let isSigning = false;
  for (const field of now) {
    const before = known.get(field.name);
    if (before?.signature) continue;
    if (before === undefined) {
      // An empty new field could be filled by anybody later: only fields born signed are accepted.
      if (field.signature === null) continue;
      step.by('new-field', () => explainNewField(step, field));
      created.push(field);
    } else if (field.signature) step.by('filled-field', () => explainFilledField(step, before, field));
    else continue;
    filled++;
    isSigning ||= !isTimestamp(step, field);
    findings.push(...permissionFindings(step, field, before === undefined, permissions));
  }
  const names = new Set(now.map(({ name }) => name));
  for (const name of known.keys()) {
    if (!names.has(name)) findings.push(finding('changed-after-signing', `field ${name} was removed`));
  }

  const newFields = new Set(created.map(({ object }) => object));
  const newWidgets = new Set(created.flatMap(({ widgets }) => widgets.map(({ object }) => object)));
  const information = explainCatalog(step, formCheck(step, newFields, isSigning));
  step.by('page-annotations', () => explainPages(step, newWidgets));
  step.explainOrphans();
  if (information.informationUpdated) findings.push(finding('information-updated', `revision ${revision}`));
  if (information.informationSpoilt) {
    findings.push(finding('changed-after-signing', `document information of revision ${revision}`));
  }
  // Nobody needs a revision which neither signs nor archives, however harmless it looks.
  if (filled === 0 && !step.wroteBelow(entry(step.after.catalog, 'DSS'))) {
    findings.push(finding('changed-after-signing', `revision ${revision} neither signs nor archives`));
  }
  if (!trailerIsKept(step))
    findings.push(finding('changed-after-signing', `trailer of revision ${revision}`));
  if (step.unexplained.size > 0) {
    const objects = [...step.unexplained].slice(0, 20).join(', ');
    findings.push(finding('changed-after-signing', `revision ${revision}: objects ${objects}`));
  }
  return { revision, findings, ...changedObjects(step) };
}

/** A hostile revision writes millions; a report of the first says enough. */
const mostListedChanges = 500;

function changedObjects(step: Transition): Pick<RevisionChanges, 'objects' | 'written'> {
  const { explained, unexplained } = step;
  const listed = [...unexplained, ...explained.keys()].slice(0, mostListedChanges).sort((a, b) => a - b);
  const how = (object: number) => {
    if (step.isNew(object)) return 'added';
    return step.after.object(object) === undefined ? 'freed' : 'replaced';
  };
  return {
    objects: listed.map((object) => ({ object, how: how(object), rule: explained.get(object) ?? null })),
    written: explained.size + unexplained.size,
  };
}

function permissionFindings(
  step: Transition,
  field: SignatureField,
  isNew: boolean,
  permissions: Permissions,
): Finding[] {
  const findings: Finding[] = [];
  const visible = isNew && field.widgets.some(({ object }) => seen(step, object));
  // A document timestamp in a field of its own fills none of those which were locked (ISO 32000-2 §12.8.2.4).
  const isSeal = isNew && isTimestamp(step, field);
  if (!isSeal && permissions.isLocked(field.name)) findings.push(finding('field-locked', field.name));
  // ISO 32000-2 §12.8.2.2: with P 1 only validation data and document timestamps may follow.
  if (permissions.certified === 1 && !isTimestamp(step, field)) {
    findings.push(finding('certification-violated', `${field.name} signed although /P is 1`));
  }
  if (visible && permissions.certified !== null) {
    findings.push(finding('certification-violated', `new visible field ${field.name}`));
  } else if (visible && isTimestamp(step, field)) {
    findings.push(finding('changed-after-signing', `visible document timestamp ${field.name}`));
  } else if (visible) findings.push(finding('new-visible-field', field.name));
  return findings;
}

function isTimestamp(step: Transition, { signature }: SignatureField): boolean {
  const subFilter = signature && entry(signature.dictionary, 'SubFilter');
  return subFilter !== null && isName(step.after.resolve(subFilter), 'ETSI.RFC3161');
}

function seen(step: Transition, widget: number): boolean {
  const dictionary = step.after.object(widget)?.value;
  return dictionary?.kind !== 'dictionary' || isVisible(step, dictionary);
}
