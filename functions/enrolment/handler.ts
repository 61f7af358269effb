import * as z from 'zod';
import { certificateEndsSoon } from '../../core/person/certificate-end.ts';
import { enrol } from '../../core/person/enrol.ts';
import { activationPage } from '../../web/pages/activation.ts';
import type { FormError } from '../../web/parts/error-summary.ts';
import { codeMistyped, codeRefused } from '../../web/wording/activation-codes.ts';
import { consentVersion } from '../../web/wording/consent.ts';
import { passphraseProblemWords } from '../../web/wording/passphrase-problems.ts';
import { type Answer, pageAnswer, seeOther } from '../answers.ts';
import type { Call } from '../call.ts';
import type { DoorDependencies } from '../dependencies.ts';
import { type Door, doorFor } from '../door.ts';
import { readFields } from '../read-form.ts';
import { Refusal } from '../refusal.ts';
import { type Signer, signerOf } from '../visitor.ts';
import { certificatePageFor, registerOwn } from './certificate.ts';

const activation = z.strictObject({
  code: z.string().max(64),
  passphrase: z.string().max(1024),
  repeated: z.string().max(1024),
  /** The text that was shown; another than ours was shown by an older page. */
  consent: z.literal(consentVersion),
  agreed: z.literal('ya').optional(),
});

export const createEnrolmentHandler = (dependencies: DoorDependencies): Door =>
  doorFor('enrolment', dependencies, {
    'GET /aktivasi': show,
    'POST /aktivasi': activate,
    'POST /aktivasi/sertifikat': registerOwn,
  });

async function show(call: Call): Promise<Answer> {
  const signer = await signerOf(call);
  if (hasNothingToDo(call, signer)) return seeOther('/meja');
  if (signer.person.signer === 'own-certificate') return pageAnswer(certificatePageFor(call, signer));
  return pageAnswer(pageFor(call, signer, []));
}

const hasNothingToDo = ({ ports }: Call, { person }: Signer): boolean =>
  person.left !== undefined ||
  (person.credential !== undefined && !certificateEndsSoon(person, ports.clock.now()));

async function activate(call: Call): Promise<Answer> {
  const { code, passphrase, repeated, consent, agreed } = readFields(call.form, activation);
  const signer = await signerOf(call);
  if (hasNothingToDo(call, signer)) return seeOther('/meja');
  if (signer.person.signer === 'own-certificate') return seeOther('/aktivasi');
  const refused = (...errors: FormError[]): Answer =>
    // Nothing was written but a count, so the page itself may answer the POST.
    pageAnswer(pageFor(call, signer, errors, code), 422);
  const slips: FormError[] = [
    ...(code.trim() === '' ? [{ field: 'code', message: 'Masukkan kode aktivasi' }] : []),
    ...(passphrase === '' ? [{ field: 'passphrase', message: 'Buat passphrase' }] : []),
    ...(passphrase !== repeated ? [{ field: 'repeated', message: 'Kedua passphrase belum sama' }] : []),
    ...(agreed === undefined
      ? [{ field: 'agreed', message: 'Tandai kotak persetujuan untuk melanjutkan' }]
      : []),
  ];
  if (slips.length > 0) return refused(...slips);
  const enrolment = await enrol(call.ports, {
    person: signer.person.id,
    code,
    passphrase,
    consent,
    ...(call.signerKey ? { algorithm: call.signerKey } : {}),
    ...(call.scryptCost ? { cost: call.scryptCost } : {}),
  });
  switch (enrolment.outcome) {
    case 'enrolled':
      call.log({ event: 'person-enrolled' });
      return seeOther('/meja?aktif=ya');
    case 'already-enrolled':
    case 'left-office':
      return seeOther('/meja');
    case 'busy':
      return refused({
        field: 'passphrase',
        message: 'Aktivasi sedang diproses. Tunggu beberapa detik, lalu muat ulang halaman ini',
      });
    case 'passphrase-refused':
      return refused({ field: 'passphrase', message: passphraseProblemWords[enrolment.problem] });
    case 'code-mistyped':
      return refused({ field: 'code', message: codeMistyped });
    case 'code-refused':
      call.log({ event: 'activation-refused' });
      return refused({ field: 'code', message: codeRefused });
    case 'issuing-ca-revoked':
    case 'not-found':
      throw new Refusal('unavailable');
  }
}

const pageFor = (
  call: Call,
  { person, campaign, visitor }: Signer,
  errors: readonly FormError[],
  code?: string,
): string =>
  activationPage(call.surroundings, {
    visitor,
    government: campaign.government,
    displayName: person.displayName,
    bareName: person.bareName,
    positions: person.posts.map((post) => post.position),
    renewal: person.credential !== undefined,
    again: person.former?.some(({ reason }) => reason !== 'refused') ?? false,
    ...(code === undefined ? {} : { code }),
    errors,
  });
