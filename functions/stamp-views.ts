import type { Document } from '../core/document/document.ts';
import type { StampView } from '../web/parts/stamp-list.ts';

/** Each step of a document which carries a timestamp, with the authority whose certificate the file itself names. */
export function stampViews({ created, events }: Document): readonly StampView[] {
  return events.flatMap(({ draft }): StampView[] => {
    if (draft.type !== 'signed' && draft.type !== 'sealed' && draft.type !== 'extended') return [];
    const { at, timestampAuthority: authority } = draft;
    if (draft.type !== 'signed') return [{ step: draft.type, at, authority }];
    const position = created.slots.find(({ name }) => name === draft.slot)?.position ?? draft.slot;
    return [{ step: 'signed', position, at, authority }];
  });
}
