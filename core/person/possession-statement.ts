/** What the key signs to show that it is there: text, so that it is the attributes of no signature. Runs in browsers too. */
export const possessionStatement = (of: {
  readonly origin: string;
  readonly person: string;
  readonly challenge: string;
}): Uint8Array =>
  new TextEncoder().encode(`Ikrar: pendaftaran sertifikat\n${of.origin}\n${of.person}\n${of.challenge}\n`);
