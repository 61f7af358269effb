import { count, entry } from '../../pades/reader/objects.ts';
import { pages } from '../../pades/reader/page-tree.ts';
import { changedKeys, sameObject } from './object-equality.ts';
import type { SlotCheck, Transition } from './transition.ts';

/**
 * The form may list new signature fields after the old ones and set its flags.
 * @param isSigning whether a signature, and not a timestamp alone, stands behind the revision
 */
export function formCheck(step: Transition, newFields: ReadonlySet<number>, isSigning: boolean): SlotCheck {
  return (before, after, location) => {
    if (after.kind !== 'dictionary' || (before.kind !== 'dictionary' && before.kind !== 'null')) return false;
    const old = before.kind === 'dictionary' ? before : undefined;
    const sound = changedKeys(old, after).every((key) => {
      if (key === 'Fields') return true;
      if (key === 'SigFlags') return onlyRaised(count(old && entry(old, key)) ?? 0, count(entry(after, key)));
      // Who cannot sign may not bring fonts for values which a reader draws anew.
      return isSigning && (key === 'DR' || (key === 'DA' && old?.entries.has(key) !== true));
    });
    const oldFields = old && entry(old, 'Fields');
    const check = appended(newFields);
    if (!sound || !step.slot(`${location}/Fields`, oldFields, entry(after, 'Fields'), check)) return false;
    return step.slot(`${location}/DR`, old && entry(old, 'DR'), entry(after, 'DR'), moreResources(step, 2));
  };
}

/** Flags of ISO 32000-1 table 219: once there are signatures, nobody may say that there are none. */
function onlyRaised(before: number, after: number | undefined): boolean {
  return after !== undefined && (before & after) === before;
}

/** Resources by category and name may be added; what old fields draw from stays what it was. */
function moreResources(step: Transition, levels: number): SlotCheck {
  return (before, after, location) => {
    if (after.kind !== 'dictionary' || (before.kind !== 'dictionary' && before.kind !== 'null')) return false;
    const old = before.kind === 'dictionary' ? before : undefined;
    return changedKeys(old, after).every((key) => {
      const [was, now] = [old && entry(old, key), entry(after, key)];
      if (was === undefined && now) step.explainTree(now);
      if (was === undefined) return true;
      return levels > 1 && step.slot(`${location}/${key}`, was, now, moreResources(step, levels - 1));
    });
  };
}

/** Pages may list the widgets of new signature fields after their old annotations; nothing else. */
export function explainPages(step: Transition, newWidgets: ReadonlySet<number>): void {
  if (step.unexplained.size === 0) return;
  for (const { object, dictionary } of pages(step.after)) {
    const before = step.before.object(object)?.value;
    if (before?.kind !== 'dictionary') continue;
    if (changedKeys(before, dictionary).some((key) => key !== 'Annots')) continue;
    const annotations = entry(dictionary, 'Annots');
    const fine = step.slot(`${object}:/Annots`, entry(before, 'Annots'), annotations, appended(newWidgets));
    if (fine) step.explain(object);
  }
}

/** The old items, unchanged and in order, then only references to the given objects. */
function appended(additions: ReadonlySet<number>): SlotCheck {
  return (before, after) => {
    const old = before.kind === 'array' ? before.items : [];
    if (after.kind !== 'array' || (before.kind !== 'array' && before.kind !== 'null')) return false;
    return (
      after.items.every((item, index) =>
        index < old.length
          ? sameObject(old[index], item)
          : item.kind === 'reference' && additions.has(item.object),
      ) && after.items.length >= old.length
    );
  };
}
