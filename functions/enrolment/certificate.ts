import { createHash } from 'node:crypto';
import * as z from 'zod';
import { certificateEndsSoon } from '../../core/person/certificate-end.ts';
import { type Registration, registerCertificate } from '../../core/person/register-certificate.ts';
import { certificateRegistrationPage } from '../../web/pages/certificate-registration.ts';
import { codeMistyped, codeRefused } from '../../web/wording/activation-codes.ts';
import { certificateRefusalWords } from '../../web/wording/certificate-refusals.ts';
import { ownConsentVersion } from '../../web/wording/consent.ts';
import { type Answer, jsonAnswer } from '../answers.ts';
import type { Call } from '../call.ts';
import { readFields } from '../read-form.ts';
import { Refusal } from '../refusal.ts';
import { type Signer, signerOf } from '../visitor.ts';

const der = z
  .string()
  .regex(/^[\w-]{64,8000}$/)
  .transform((text) => new Uint8Array(Buffer.from(text, 'base64url')));

const registration = z.strictObject({
  code: z.string().max(64),
  consent: z.literal(ownConsentVersion),
  agreed: z.literal('ya').optional(),
  certificate: z.union([der.transform((one) => [one]), z.array(der).max(6)]),
  proof: z
    .string()
    .regex(/^[\w-]{16,1400}$/)
    .transform((text) => new Uint8Array(Buffer.from(text, 'base64url'))),
});

/** Random and of this session alone, and nothing that a form may be sent with. */
const challengeOf = (formToken: string): string =>
  createHash('sha256').update(`ikrar registration ${formToken}`).digest('hex');

export const certificatePageFor = (call: Call, { person, campaign, visitor, session }: Signer): string =>
  certificateRegistrationPage(call.surroundings, {
    visitor,
    government: campaign.government,
    person: person.id,
    displayName: person.displayName,
    positions: person.posts.map((post) => post.position),
    challenge: challengeOf(session.formToken),
    renewal: person.credential !== undefined,
  });

/** For a script, so it answers in JSON: where to go, or what has to be repaired. */
export async function registerOwn(call: Call): Promise<Answer> {
  const { code, consent, agreed, certificate, proof } = readFields(call.form, registration);
  const { person, session } = await signerOf(call);
  if (person.left || (person.credential && !certificateEndsSoon(person, call.ports.clock.now())))
    return jsonAnswer({ location: '/meja' });
  if (person.signer !== 'own-certificate') throw new Refusal('forbidden');
  if (agreed === undefined) return problem('Tandai kotak persetujuan untuk melanjutkan.');
  return answerTo(
    call,
    await registerCertificate(call.ports, {
      person: person.id,
      code,
      consent,
      certificates: certificate,
      proof,
      origin: new URL(call.publicUrl).origin,
      challenge: challengeOf(session.formToken),
    }),
  );
}

function answerTo(call: Call, registered: Registration): Answer {
  switch (registered.outcome) {
    case 'registered':
      call.log({ event: 'certificate-registered' });
      return jsonAnswer({ location: '/meja' });
    case 'already-enrolled':
    case 'left-office':
      return jsonAnswer({ location: '/meja' });
    case 'busy':
      return problem('Pendaftaran sedang diproses. Tunggu beberapa detik, lalu coba lagi.');
    case 'code-mistyped':
      return problem(`${codeMistyped}.`);
    case 'code-refused':
      call.log({ event: 'activation-refused' });
      return problem(`${codeRefused}.`);
    case 'certificate-refused':
      return problem(certificateRefusalWords[registered.code]);
    case 'not-found':
      throw new Refusal('unavailable');
  }
}

const problem = (words: string): Answer => jsonAnswer({ problem: words }, 422);
