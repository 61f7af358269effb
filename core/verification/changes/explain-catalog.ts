import { entry, isName, type PdfDictionary, type PdfObject } from '../../pades/reader/objects.ts';
import { PdfMalformed } from '../../pades/reader/pdf-malformed.ts';
import { mostEvidence } from '../policy.ts';
import { changedKeys, sameObject } from './object-equality.ts';
import type { ChangeRule, SlotCheck, Transition } from './transition.ts';

export interface CatalogOutcome {
  /** Title, dates or XMP were rewritten. */
  readonly informationUpdated: boolean;
  /** The trailer now names as document information what cannot be any, or none where one was. */
  readonly informationSpoilt: boolean;
}

/**
 * What a signing or archiving revision may do to the catalogue and trailer: the form (checked by its own
 * rule), the security store, the list of extensions, and the document information, which shows on no page.
 */
export function explainCatalog(step: Transition, form: SlotCheck): CatalogOutcome {
  const before = step.before.catalog;
  const after = step.after.catalog;
  const root = step.after.catalogObject;
  const slots: readonly (readonly [string, ChangeRule, SlotCheck])[] = [
    ['AcroForm', 'form', form],
    ['DSS', 'security-store', securityStoreCheck(step)],
    ['Extensions', 'extensions', extensionsCheck(step)],
    ['Version', 'version', (_old, now) => now.kind === 'name' && /^\d\.\d$/.test(now.value)],
    [
      'Metadata',
      'metadata',
      (_old, now) => now.kind === 'stream' && isName(entry(now.dictionary, 'Type'), 'Metadata'),
    ],
  ];
  const fine = slots.map(([key, rule, check]) =>
    step.by(rule, () => step.slot(`${root}:/${key}`, entry(before, key), entry(after, key), check)),
  );
  const known = changedKeys(before, after).every((key) => slots.some(([slot]) => slot === key));
  if (known && fine.every(Boolean)) step.explain(root);
  const [was, now] = [entry(step.before.trailer, 'Info'), entry(step.after.trailer, 'Info')];
  const information = step.by('information', () => step.slot('trailer:/Info', was, now, plain));
  const rewritten = ([old, value]: [PdfObject | undefined, PdfObject | undefined]) =>
    !sameObject(step.before.resolve(old), step.after.resolve(value));
  const touched = rewritten([entry(before, 'Metadata'), entry(after, 'Metadata')]) || rewritten([was, now]);
  return {
    informationUpdated: information && touched,
    informationSpoilt: !information && rewritten([was, now]),
  };
}

/** The document information dictionary holds only texts and names. */
const plain: SlotCheck = (_before, after) =>
  after.kind === 'dictionary' &&
  [...after.entries.values()].every(({ kind }) => kind === 'string' || kind === 'name');

/** /DSS (EN 319 142-1 §5.4.2): validation data may be added, never taken away or overwritten. */
function securityStoreCheck(step: Transition): SlotCheck {
  const lists = ['Certs', 'OCSPs', 'CRLs', 'Cert', 'OCSP', 'CRL'];
  let left: number = mostEvidence.storeItems;
  const spend = (items: number) => {
    left -= items;
    if (left < 0) throw new PdfMalformed('limit', -1, 'security store too large');
  };
  const grown: SlotCheck = (before, after) => {
    const old = before.kind === 'array' ? before.items : [];
    if (after.kind !== 'array') return false;
    spend(old.length + after.items.length);
    // A value is a stream, and so a reference; anything else stands for itself alone.
    const named = (item: PdfObject) =>
      item.kind === 'reference' ? `${item.object} ${item.generation}` : item;
    const kept = new Set(after.items.map(named));
    if (!old.every((item) => kept.has(named(item)))) return false;
    step.explainTree(after);
    return true;
  };
  const dictionary =
    (allowVri: boolean): SlotCheck =>
    (before, after, location) => {
      if (after.kind !== 'dictionary') return false;
      const old = before.kind === 'dictionary' ? before : undefined;
      spend((old?.entries.size ?? 0) + after.entries.size);
      return keysOf(old, after).every((key) => {
        const [was, now] = [old && entry(old, key), entry(after, key)];
        if (lists.includes(key)) return step.slot(`${location}/${key}`, was, now, grown);
        if (key === 'VRI' && allowVri) return step.slot(`${location}/VRI`, was, now, related);
        if (was === undefined && now) step.explainTree(now);
        return was === undefined || sameObject(was, now);
      });
    };
  const related: SlotCheck = (before, after, location) => {
    if (after.kind !== 'dictionary') return false;
    const old = before.kind === 'dictionary' ? before : undefined;
    spend((old?.entries.size ?? 0) + after.entries.size);
    return keysOf(old, after).every((key) =>
      step.slot(`${location}/${key}`, old && entry(old, key), entry(after, key), dictionary(false)),
    );
  };
  return dictionary(true);
}

/** /Extensions (ISO 32000-1 §7.12) names what a file uses; it draws nothing. No entry may disappear. */
function extensionsCheck(step: Transition): SlotCheck {
  const simple: SlotCheck = (_before, after) => {
    const parts = after.kind === 'array' ? after.items : [after];
    return parts.every(
      (part) =>
        part.kind === 'dictionary' &&
        [...part.entries.values()].every(({ kind }) => ['name', 'number', 'string'].includes(kind)),
    );
  };
  return (before, after, location) => {
    if (after.kind !== 'dictionary') return false;
    const old = before.kind === 'dictionary' ? before : undefined;
    return keysOf(old, after).every((key) => {
      const [was, now] = [old && entry(old, key), entry(after, key)];
      if (key === 'Type') return was === undefined || sameObject(was, now);
      return step.slot(`${location}/${key}`, was, now, simple);
    });
  };
}

function keysOf(before: PdfDictionary | undefined, after: PdfDictionary): string[] {
  return [...new Set([...(before?.entries.keys() ?? []), ...after.entries.keys()])];
}

/** The trailer keeps its root, its first identifier and every key of its own. */
export function trailerIsKept(step: Transition): boolean {
  const moving = ['Size', 'Prev', 'XRefStm', 'ID', 'Info'];
  const ofStreams = ['Type', 'W', 'Index', 'Filter', 'DecodeParms', 'Length'];
  const changed = changedKeys(step.before.trailer, step.after.trailer);
  const known = changed.every((key) => moving.includes(key) || ofStreams.includes(key));
  const was = firstIdentifier(step.before.resolve(entry(step.before.trailer, 'ID')));
  const now = firstIdentifier(step.after.resolve(entry(step.after.trailer, 'ID')));
  return known && (was === undefined || sameObject(was, now));
}

function firstIdentifier(id: PdfObject): PdfObject | undefined {
  return id.kind === 'array' ? id.items[0] : undefined;
}
