import type { BoardState } from '../../core/campaign/board.ts';
import type { Document } from '../../core/document/document.ts';
import type { SignatureLevel } from '../../core/document/event.ts';

/** How a state looks: words and an icon always, colour only besides. */
export type Tone = 'done' | 'due' | 'waiting' | 'working' | 'absent' | 'trouble';

export type StateWords = { readonly words: string; readonly tone: Tone };

export const boardStateWords: Readonly<Record<BoardState, StateWords>> = {
  preparing: { words: 'Sedang disiapkan', tone: 'working' },
  'awaiting-head': { words: 'Menunggu pejabat', tone: 'waiting' },
  'awaiting-witness': { words: 'Menunggu saksi', tone: 'waiting' },
  'awaiting-initialling': { words: 'Menunggu paraf', tone: 'waiting' },
  'awaiting-regional-head': { words: 'Menunggu kepala daerah', tone: 'due' },
  returned: { words: 'Dikembalikan', tone: 'trouble' },
  sealing: { words: 'Sedang disegel', tone: 'working' },
  complete: { words: 'Lengkap', tone: 'done' },
  'on-paper': { words: 'Tanda tangan basah', tone: 'absent' },
  cancelled: { words: 'Dibatalkan', tone: 'absent' },
  vacant: { words: 'Kosong', tone: 'absent' },
};

/** What a document is to the person who looks at it. */
export type Standing =
  | 'preparing'
  | 'your-turn'
  | 'not-your-turn'
  | 'signed-by-you'
  | 'awaiting-others'
  | 'returned'
  | 'cancelled'
  | 'on-paper'
  | 'superseded'
  | 'sealing'
  | 'archiving'
  | 'complete';

/** `person`: who looks, `undefined` for HR. */
export function standingOf(document: Document, person: string | undefined): Standing {
  const { state, created, signatures } = document;
  if (state.name === 'replacing') return 'superseded';
  if (state.name !== 'awaiting') return state.name;
  if (person === undefined) return 'awaiting-others';
  if (created.slots[state.slot]?.person === person) return 'your-turn';
  return signatures.some((signature) => signature.person === person) ? 'signed-by-you' : 'not-your-turn';
}

export const standingWords: Readonly<Record<Standing, StateWords>> = {
  preparing: { words: 'Sedang disiapkan', tone: 'working' },
  'your-turn': { words: 'Menunggu tanda tangan Bapak/Ibu', tone: 'due' },
  'not-your-turn': { words: 'Belum giliran Bapak/Ibu', tone: 'waiting' },
  'signed-by-you': { words: 'Sudah Bapak/Ibu tandatangani', tone: 'done' },
  'awaiting-others': { words: 'Menunggu tanda tangan', tone: 'waiting' },
  returned: { words: 'Dikembalikan, sedang ditangani', tone: 'trouble' },
  cancelled: { words: 'Dibatalkan', tone: 'absent' },
  'on-paper': { words: 'Ditandatangani basah di atas kertas', tone: 'absent' },
  superseded: { words: 'Diganti dokumen lain', tone: 'absent' },
  sealing: { words: 'Sedang disegel', tone: 'working' },
  archiving: { words: 'Sedang diarsipkan', tone: 'working' },
  complete: { words: 'Lengkap', tone: 'done' },
};

/** What each level means, without claiming more (ETSI EN 319 142-1 §6). */
export const levelWords: Readonly<Record<SignatureLevel, string>> = {
  'PAdES-B-B': 'PAdES B-B: tanda tangan dasar, tanpa penanda waktu tepercaya',
  'PAdES-B-T': 'PAdES B-T: dengan penanda waktu tepercaya',
  'PAdES-B-LT': 'PAdES B-LT: dengan penanda waktu dan data pencabutan sertifikat',
  'PAdES-B-LTA': 'PAdES B-LTA: dengan penanda waktu arsip',
};
