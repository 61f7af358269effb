import * as z from 'zod';
import { changePassphrase } from '../../core/person/change-passphrase.ts';
import { attempt } from '../../core/person/passphrase-lock.ts';
import { findPerson, managedCredential } from '../../core/person/person.ts';
import { passphraseChangePage } from '../../web/pages/passphrase-change.ts';
import type { FormError } from '../../web/parts/error-summary.ts';
import { passphraseProblemWords } from '../../web/wording/passphrase-problems.ts';
import { type Answer, pageAnswer, seeOther } from '../answers.ts';
import type { Call } from '../call.ts';
import { readFields } from '../read-form.ts';
import { type Signer, signerOf } from '../visitor.ts';

const change = z.strictObject({
  passphrase: z.string().max(1024),
  next: z.string().max(1024),
  repeated: z.string().max(1024),
});

export async function showPassphrase(call: Call): Promise<Answer> {
  const signer = await signerOf(call);
  return managedCredential(signer.person) ? pageAnswer(pageFor(call, signer, [])) : seeOther('/meja');
}

export async function replacePassphrase(call: Call): Promise<Answer> {
  const { passphrase, next, repeated } = readFields(call.form, change);
  const signer = await signerOf(call);
  const refused = async (...errors: FormError[]): Promise<Answer> => {
    // What the attempt has written: the lock may have fallen.
    const person = (await findPerson(call.ports.registry, signer.person.id)) ?? signer.person;
    return pageAnswer(pageFor(call, { ...signer, person }, errors), 422);
  };
  const slips: FormError[] = [
    ...(passphrase === '' ? [{ field: 'passphrase', message: 'Masukkan passphrase sekarang' }] : []),
    ...(next === '' ? [{ field: 'next', message: 'Buat passphrase baru' }] : []),
    ...(next !== repeated ? [{ field: 'repeated', message: 'Kedua passphrase baru belum sama' }] : []),
  ];
  if (slips.length > 0) return refused(...slips);
  const changed = await changePassphrase(call.ports, {
    person: signer.person.id,
    passphrase,
    next,
    ...(call.scryptCost ? { cost: call.scryptCost } : {}),
  });
  switch (changed.outcome) {
    case 'changed':
      call.log({ event: 'passphrase-changed' });
      return seeOther('/sandi?ganti=ya');
    case 'passphrase-refused':
      return refused({ field: 'next', message: passphraseProblemWords[changed.problem] });
    case 'wrong-passphrase':
      call.log({ event: 'passphrase-refused', locked: false });
      return refused({
        field: 'passphrase',
        message: `Passphrase sekarang belum benar, tidak ada yang diganti. Sisa kesempatan: ${changed.attemptsLeft} kali`,
      });
    case 'locked':
      call.log({ event: 'passphrase-refused', locked: true });
      return refused();
    case 'changed-since':
      return refused({
        field: 'passphrase',
        message: 'Passphrase baru saja diganti melalui halaman lain. Pakailah yang terbaru',
      });
    case 'no-key':
      return seeOther('/meja');
  }
}

function pageFor(call: Call, { person, campaign, visitor }: Signer, errors: readonly FormError[]): string {
  const next = attempt(person.lock, call.ports.clock.now());
  return passphraseChangePage(call.surroundings, {
    visitor,
    government: campaign.government,
    timeZone: campaign.government.timeZone,
    displayName: person.displayName,
    bareName: person.bareName,
    // The query only says that something was tried; the person's trail tells whether it was done.
    changed: call.query.get('ganti') === 'ya' && person.trail.at(-1)?.event.type === 'passphrase-changed',
    ...(next.allowed ? {} : { locked: next.until ? { until: next.until } : {} }),
    errors,
  });
}
