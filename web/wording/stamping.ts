/** How a configured time-stamping authority is named to HR. */
export const authorityWords = (authority: string): string =>
  authority === 'sendiri' ? 'otoritas internal Ikrar' : `otoritas ${authority}`;

const troubleWords: Readonly<Record<string, string>> = {
  unreachable: 'tidak menjawab',
  unavailable: 'tidak tersedia',
  'not-granted': 'menolak permintaan',
  revoked: 'memakai sertifikat yang sudah dicabut',
  'revocation-unknown': 'memakai sertifikat yang status pencabutannya tidak dapat dipastikan',
  chain: 'memakai sertifikat yang penerbitnya tidak dipercaya',
  time: 'memberi waktu yang menyimpang',
};

/** Why an authority does not serve; the codes are those of TimestampRefused, and `unavailable`. */
export const stampingTrouble = (code: string): string =>
  troubleWords[code] ?? 'memberi jawaban yang tidak memenuhi syarat';
