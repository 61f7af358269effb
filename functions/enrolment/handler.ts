import * as z from 'zod';
import { enrol } from '../../core/person/enrol.ts';
import { type PassphraseProblem, passphraseLength } from '../../core/person/passphrase.ts';
import { activationPage } from '../../web/pages/activation.ts';
import type { FormError } from '../../web/parts/error-summary.ts';
import { type Answer, pageAnswer, seeOther } from '../answers.ts';
import type { Call } from '../call.ts';
import type { DoorDependencies } from '../dependencies.ts';
import { type Door, doorFor } from '../door.ts';
import { readFields } from '../read-form.ts';
import { Refusal } from '../refusal.ts';
import { type Signer, signerOf } from '../visitor.ts';

const activation = z.strictObject({ passphrase: z.string().max(1024), repeated: z.string().max(1024) });

const problems: Readonly<Record<PassphraseProblem, string>> = {
  'too-short': `Passphrase harus sedikitnya ${passphraseLength.min} karakter`,
  'too-long': `Passphrase paling panjang ${passphraseLength.max} karakter`,
  'too-simple': 'Passphrase terlalu mudah ditebak; pakailah beberapa kata',
};

export const createEnrolmentHandler = (dependencies: DoorDependencies): Door =>
  doorFor('enrolment', dependencies, { 'GET /aktivasi': show, 'POST /aktivasi': activate });

async function show(call: Call): Promise<Answer> {
  const signer = await signerOf(call);
  return signer.person.credential ? seeOther('/meja') : pageAnswer(pageFor(call, signer, []));
}

async function activate(call: Call): Promise<Answer> {
  const { passphrase, repeated } = readFields(call.form, activation);
  const signer = await signerOf(call);
  if (passphrase !== repeated && !signer.person.credential)
    return refused(call, signer, { field: 'repeated', message: 'Kedua passphrase belum sama' });
  const enrolment = await enrol(call.ports, {
    person: signer.person.id,
    passphrase,
    ...(call.signerKey ? { algorithm: call.signerKey } : {}),
    ...(call.scryptCost ? { cost: call.scryptCost } : {}),
  });
  switch (enrolment.outcome) {
    case 'enrolled':
      call.log({ event: 'person-enrolled' });
      return seeOther('/meja?aktif=ya');
    case 'already-enrolled':
      return seeOther('/meja');
    case 'busy':
      return refused(call, signer, {
        field: 'passphrase',
        message: 'Aktivasi sedang diproses. Tunggu beberapa detik, lalu muat ulang halaman ini',
      });
    case 'passphrase-refused':
      return refused(call, signer, { field: 'passphrase', message: problems[enrolment.problem] });
    case 'not-found':
      throw new Refusal('unavailable');
  }
}

/** Nothing was written, so the page itself may answer the POST. */
const refused = (call: Call, signer: Signer, error: FormError): Answer =>
  pageAnswer(pageFor(call, signer, [error]), 422);

const pageFor = (call: Call, { person, campaign, visitor }: Signer, errors: readonly FormError[]): string =>
  activationPage(call.surroundings, {
    visitor,
    government: campaign.government,
    displayName: person.displayName,
    positions: person.posts.map((post) => post.position),
    errors,
  });
