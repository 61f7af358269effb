import type { EventDraft, Slot } from '../../core/document/event.ts';
import { printedDay } from './moments.ts';
import { returnRequestWords } from './return-requests.ts';

export type EventWords = { readonly words: string /** What somebody wrote. */; readonly quote?: string };

/** One event of a document's history, for HR. */
export function documentEventWords(event: EventDraft, slots: readonly Slot[]): EventWords {
  const nameOf = (person: string) =>
    slots.find((slot) => slot.person === person)?.displayName ?? 'Penanda tangan';
  const by = 'by' in event ? (event.by.role === 'hr' ? 'Pengelola' : 'Petugas sistem') : '';
  switch (event.type) {
    case 'created':
      return { words: event.replaces ? 'Disusun sebagai pengganti dokumen lain' : 'Dokumen didaftarkan' };
    case 'rendered':
      return { words: 'Naskah selesai disusun' };
    case 'signed':
      return {
        words: `${nameOf(event.person)} menandatangani${event.opened ? '' : ', dengan pernyataan belum membuka dokumen sampai selesai'}`,
      };
    case 'sealed':
      return { words: 'Semua tanda tangan diperiksa dan dokumen disegel' };
    case 'extended':
      return { words: 'Perlindungan arsip diperpanjang' };
    case 'archived':
      return { words: 'Disimpan ke arsip' };
    case 'returned':
      return {
        words: `${nameOf(event.person)} mengembalikan: ${returnRequestWords[event.request].told}`,
        quote: event.reason,
      };
    case 'resumed':
      return { words: `${by} mengirim kembali untuk ditandatangani`, quote: event.answer };
    case 'replaced':
      return { words: `${by} memperbaiki dokumen; penggantinya disusun`, quote: event.reason };
    case 'succeeded':
      return { words: 'Dokumen pengganti sudah tersedia; dokumen ini tidak berlaku lagi' };
    case 'cancelled':
      return { words: `${by} membatalkan dokumen`, quote: event.reason };
    case 'recorded-on-paper':
      return {
        words: `${by} mencatat tanda tangan basah; tanggal pada kertas ${printedDay(event.signedOn)}`,
      };
  }
}
