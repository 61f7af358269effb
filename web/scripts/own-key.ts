import { possessionStatement } from '../../core/person/possession-statement.ts';
import { hex } from '../../core/pki/reading/bytes.ts';
import { digest } from '../../core/pki/reading/digest.ts';
import { base64Url } from './base64-url.ts';
import { ContainerRefused } from './own-key/container-refused.ts';
import { type Identity, openIdentity } from './own-key/identity.ts';
import { issuersOf } from './own-key/issuers-of.ts';
import { attributesOf, PreparationRefused } from './own-key/prepared-signature.ts';
import type { OwnCertificate, OwnKeyAnswer, OwnKeyQuestion, OwnKeyRefusal } from './own-key-messages.ts';

/**
 * Somebody's key as a module worker: it leaves neither here nor the browser, since the worker's content policy forbids
 * it every connection. It signs two things: that it is there, and what the person was shown.
 */
let identity: Identity | undefined;

addEventListener('message', ({ data }: MessageEvent<OwnKeyQuestion>) => void reply(data));

async function reply(question: OwnKeyQuestion): Promise<void> {
  try {
    postMessage(await answer(question));
  } catch (error) {
    postMessage({ name: 'refused', code: codeOf(error) } satisfies OwnKeyAnswer);
  }
}

async function answer(question: OwnKeyQuestion): Promise<OwnKeyAnswer> {
  if (question.name === 'open') {
    identity = undefined;
    identity = await openIdentity(question.file, question.passphrase);
    question.file.fill(0);
    return { name: 'opened', certificate: await publicPart(identity) };
  }
  if (!identity) throw new Error('expected an open file');
  const { key, certificate } = identity;
  const message =
    question.name === 'prove'
      ? possessionStatement(question)
      : await attributesOf(question, certificate, key.algorithm);
  return { name: 'value', value: base64Url(await key.sign(message)) };
}

async function publicPart({ certificate, others }: Identity): Promise<OwnCertificate> {
  return {
    subject: certificate.subjectText,
    issuer: certificate.issuerText,
    serial: certificate.serial,
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
    fingerprint: hex(await digest('SHA-256', certificate.der)),
    chain: [certificate, ...issuersOf(certificate, others)].map(({ der }) => base64Url(der)),
  };
}

function codeOf(error: unknown): OwnKeyRefusal {
  if (error instanceof ContainerRefused) return error.code;
  return error instanceof PreparationRefused ? 'prepared-otherwise' : 'failed';
}
