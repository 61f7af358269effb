import type { KeyStanding } from '../../core/person/key-standing.ts';
import type { InvitationChannel, KeyEndReason, PersonEvent } from '../../core/person/person-event.ts';
import { day, moment } from './moments.ts';
import type { StateWords } from './states.ts';

export const keyStandings = [
  'no-code',
  'code-issued',
  'code-dead',
  'proposed',
  'refused',
  'active',
  'locked',
  'revoked',
  'left',
] as const satisfies readonly KeyStanding['name'][];

/** How HR reads the state of somebody's key. */
export const keyStandingWords: Readonly<Record<KeyStanding['name'], StateWords>> = {
  'no-code': { words: 'Belum ada kode', tone: 'absent' },
  'code-issued': { words: 'Kode terbit', tone: 'waiting' },
  'code-dead': { words: 'Kode mati', tone: 'trouble' },
  proposed: { words: 'Menunggu pengesahan', tone: 'due' },
  refused: { words: 'Sertifikat ditolak', tone: 'trouble' },
  active: { words: 'Aktif', tone: 'done' },
  locked: { words: 'Terkunci', tone: 'trouble' },
  revoked: { words: 'Sertifikat dicabut', tone: 'trouble' },
  left: { words: 'Tidak lagi menjabat', tone: 'absent' },
};

export const revocationWords: Readonly<Record<KeyEndReason | 'issuer-revoked', string>> = {
  superseded: 'passphrase hilang',
  keyCompromise: 'dicurigai diketahui orang lain',
  cessationOfOperation: 'berhenti menjabat',
  affiliationChanged: 'pindah jabatan',
  'issuer-revoked': 'penerbitnya dicabut',
};

/** What stands beside the state, where there is more to know. */
export function keyStandingDetail(standing: KeyStanding, timeZone: string): string | undefined {
  switch (standing.name) {
    case 'no-code':
      return undefined;
    case 'code-issued':
      return `berlaku sampai ${day(standing.until, timeZone)}`;
    case 'code-dead':
      return standing.why === 'expired' ? 'masa berlaku habis' : 'lima kali salah';
    case 'proposed':
      return `sertifikat berlaku sampai ${day(standing.until, timeZone)}`;
    case 'refused':
      return day(standing.at, timeZone);
    case 'active':
      return standing.endsSoon ? `sertifikat berakhir ${day(standing.until, timeZone)}` : undefined;
    case 'locked':
      return standing.until ? `sampai ${moment(standing.until, timeZone)}` : 'sampai dibuka pengelola';
    case 'revoked':
    case 'left':
      return `${revocationWords[standing.reason]}, ${day(standing.at, timeZone)}`;
  }
}

const invitedWords: Readonly<Record<InvitationChannel, string>> = {
  mail: 'mengirim tautan lewat surel',
  folder: 'menyimpan surel bertautan dalam folder (tidak terkirim)',
  'by-hand': 'membuat tautan untuk disampaikan sendiri',
};

/** One line of a person's trail. */
export function personEventWords(event: PersonEvent): string {
  const by = 'by' in event ? (event.by.role === 'hr' ? 'Pengelola' : 'Petugas sistem') : 'Pejabat';
  switch (event.type) {
    case 'code-issued':
      return `${by} menerbitkan kode aktivasi`;
    case 'activated':
      return `${by} membuat passphrase dengan kode aktivasi; sertifikat diterbitkan`;
    case 'certificate-registered':
      return `${by} mendaftarkan sertifikat miliknya sendiri dengan kode aktivasi; ${event.revocation === 'good' ? 'tidak tercantum dalam daftar pencabutan penerbitnya' : 'status pencabutannya belum dapat diketahui'}`;
    case 'certificate-confirmed':
      return `${by} mengesahkan sidik jari sertifikat`;
    case 'certificate-refused':
      return `${by} menolak sertifikat: ${event.reason}`;
    case 'passphrase-changed':
      return `${by} mengganti passphrase sendiri`;
    case 'unlocked':
      return `${by} membuka kunci`;
    case 'key-given-up':
      return `${by} mencabut sertifikat: ${revocationWords[event.reason]}`;
    case 'office-left':
      return event.certificate === undefined
        ? `${by} mencatat: ${revocationWords[event.reason]}`
        : `${by} mencatat: ${revocationWords[event.reason]}; sertifikat dicabut`;
    case 'invited':
      return `${by} ${invitedWords[event.channel]}`;
    case 'contact-changed':
      return `${by} mengubah alamat surel atau nomor WhatsApp`;
    case 'office-resumed':
      return `${by} mencatat bahwa pejabat kembali menjabat`;
  }
}
