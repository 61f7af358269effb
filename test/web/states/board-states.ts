import { mostKeys } from '../../../core/person/activation-code.ts';
import { findPerson, updatePerson } from '../../../core/person/person.ts';
import { stampingRecorder } from '../../../core/pki/stamping-service.ts';
import { after, type PageStates, submit } from './page-state.ts';
import type { Stage } from './stage.ts';

const failing = (authority: string, code: string) => ({ authority, code, since: '2027-01-04T01:00:00.000Z' });
const stamping =
  (serving: string | null, ...codes: string[]) =>
  ({ house }: Stage) =>
    stampingRecorder(
      house.ports.registry,
      house.clock,
    )({ serving, failing: codes.map((code, index) => failing(`tsa${index + 1}.example`, code)) });

async function endManyKeys({ house, persons }: Stage): Promise<void> {
  const { registry, clock } = house.ports;
  const person = await findPerson(registry, persons.newcomer);
  if (!person) throw new Error('expected the newcomer');
  const ended = { certificate: '0'.repeat(64), serial: '01', reason: 'superseded' } as const;
  const endedAt = clock.now().toISOString();
  const former = Array.from({ length: mostKeys }, () => ({ ...ended, endedAt }));
  await updatePerson(registry, person, { former });
}

/** HR's board and the codes it hands out. */
export const boardStates: PageStates = {
  board: { as: 'hr', at: () => '/papan', says: /Perlu ditangani: 2 dokumen dikembalikan/, wide: true },
  'board, nothing fits': {
    as: 'hr',
    at: () => '/papan?cari=tidakada&keadaan=vacant',
    says: /0 dari 11 perangkat daerah ditampilkan/,
  },
  'board, other authority stamps': after(stamping('tsa2.example', 'unreachable'), {
    as: 'hr',
    at: () => '/papan',
    says: /dilayani otoritas cadangan/,
  }),
  'board, nobody stamps': after(stamping(null, 'unreachable'), {
    as: 'hr',
    at: () => '/papan',
    says: /Tidak ada otoritas yang melayani/,
  }),
  'board, everything done': after(stamping('tsa1.example'), {
    as: 'lastHr',
    at: () => '/papan',
    says: /Tidak ada lagi yang menunggu/,
  }),
  'board, codes': { as: 'nextHr', at: () => '/papan/kode', says: /pejabat belum memegang kode/ },
  'board, codes for nobody': { as: 'lastHr', at: () => '/papan/kode', says: /Semua pejabat sudah aktif/ },
  'board, slips': {
    as: 'nextHr',
    at: () => '/papan/kode',
    act: submit,
    says: /Cetak sekarang: kode hanya ditampilkan satu kali/,
  },
  'board, codes, once more': {
    as: 'nextHr',
    at: () => '/papan/kode',
    says: /Semua yang belum aktif sudah memegang kode yang berlaku/,
  },
  'board, codes, none for one': after(endManyKeys, {
    as: 'nextHr',
    at: () => '/papan/kode',
    says: /1 pejabat tidak dapat diberi kode lagi/,
  }),
  'board, link made': {
    as: 'hr',
    at: () => '/papan',
    act: async (page) => {
      await page.click('tr:has-text("Inspektorat") >> button:has-text("Buat tautan")');
      await page.waitForSelector('#tautan');
    },
    says: /Tautan baru untuk Tirtanirmala/,
  },
};
