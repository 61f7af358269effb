import type { MusterState } from '../../core/campaign/muster.ts';

export const musterWords: Readonly<Record<MusterState, string>> = {
  waiting: 'Menunggu',
  signed: 'Ditandatangani kepala',
  complete: 'Lengkap',
};

/** By default as the device wants it. */
export const themes = ['otomatis', 'gelap', 'terang'] as const;
export type Theme = (typeof themes)[number];

export const letterSizes = ['semua', 'besar'] as const;
export type LetterSize = (typeof letterSizes)[number];

export const letterWords: Readonly<
  Record<LetterSize, { readonly name: string; readonly what: string; readonly unitsPerPage: number }>
> = {
  semua: {
    name: 'Semua dalam satu layar',
    what: 'sampai 56 perangkat daerah sekaligus',
    unitsPerPage: 56,
  },
  besar: {
    name: 'Huruf besar, bergantian',
    what: '24 perangkat daerah setiap kali, untuk layar yang kecil atau lapangan yang luas',
    unitsPerPage: 24,
  },
};
