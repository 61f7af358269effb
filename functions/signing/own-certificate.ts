import * as z from 'zod';
import {
  completeOwn,
  documentsPerPreparation,
  prepareOwn,
  type SignedValue,
} from '../../core/signing/sign-with-own-certificate.ts';
import { type Answer, jsonAnswer } from '../answers.ts';
import { type Call, signerSession } from '../call.ts';
import { readFields } from '../read-form.ts';
import { shownDocuments } from './shown-document.ts';
import { tellResults } from './signing-log.ts';
import { toldResult } from './told-result.ts';

const preparation = z.strictObject({
  documents: shownDocuments(documentsPerPreparation),
  confirmed: z.literal('ya'),
  /** "I sign even what I did not open". */
  unopened: z.literal('ya').optional(),
});

/** `id:session:value`, the value in base64url; of RSA with 4,096 bits it has 683 characters. */
const signedValue = z
  .string()
  .regex(/^[0-9a-f]{32}:[0-9a-f]{32}:[\w-]{16,1400}$/)
  .transform((text): SignedValue => {
    const [id = '', session = '', value = ''] = text.split(':');
    return { id, session, value: new Uint8Array(Buffer.from(value, 'base64url')) };
  });

const completion = z.strictObject({
  values: z
    .union([signedValue.transform((one) => [one]), z.array(signedValue).max(documentsPerPreparation)])
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length),
});

/** The increments to look at and to sign in the browser. Neither key nor passphrase ever comes here. */
export async function prepareValues(call: Call): Promise<Answer> {
  const { documents, unopened } = readFields(call.form, preparation);
  const { subject } = signerSession(call);
  const prepared = await prepareOwn(call.ports, subject.person, documents, unopened === 'ya');
  return jsonAnswer({
    documents: prepared.map((one) =>
      'refusal' in one
        ? toldResult({ id: one.id, outcome: 'refused', code: one.refusal })
        : { id: one.id, session: one.session, increment: Buffer.from(one.increment).toString('base64') },
    ),
  });
}

/** What came of each; the pages tell the true state, whatever this answer says or whether it arrives. */
export async function completeValues(call: Call): Promise<Answer> {
  const { values } = readFields(call.form, completion);
  const { subject } = signerSession(call);
  const results = await completeOwn(call.ports, subject.person, values);
  tellResults(call.log, results);
  return jsonAnswer({ documents: results.map(toldResult) });
}
