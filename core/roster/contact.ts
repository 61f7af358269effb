import * as z from 'zod';
import { quoted } from './problem.ts';
import type { TableRecord } from './record.ts';
import { normalizeText } from './text.ts';

/**
 * RFC 5321 §4.1.2 without quoted local parts and address literals, which no government hands out; at most 254 characters
 * (§4.5.3.1.3). What passes is safe in a header and in a log line, where it never stands.
 */
const addressForm =
  /^(?=.{3,254}$)(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
/** E.164 without the plus sign, as `https://wa.me/` wants it; Indonesian mobile numbers begin with 8. */
const phoneForm = /^628[0-9]{7,11}$/;

/** The domain does not know letter case (RFC 5321 §2.4); the local part may. `undefined` for what is no address. */
export function readEmail(typed: string): string | undefined {
  const at = typed.lastIndexOf('@');
  const address = typed.slice(0, at) + typed.slice(at).toLowerCase();
  return addressForm.test(address) ? address : undefined;
}

/** "0812-3456-7890", "+62 812 3456 7890" and, where a spreadsheet ate the zero, "81234567890". */
export function readPhone(typed: string): string | undefined {
  const digits = typed.replace(/^\+/, '').replace(/[\s().-]/gu, '');
  const number = digits.replace(/^0(?=8)/, '62').replace(/^(?=8)/, '62');
  return phoneForm.test(number) ? number : undefined;
}

/** How HR reaches a person. Kept in the person's own item alone: never in facts, records, pages for others, or a log. */
export const Contact = z.strictObject({
  email: z.string().regex(addressForm).optional(),
  phone: z.string().regex(phoneForm).optional(),
});
export type Contact = z.infer<typeof Contact>;

/** Normalised; reading what was normalised before changes nothing. */
const typedContact = (read: (typed: string) => string | undefined, what: string) =>
  z.string().transform((typed, context) => {
    const value = read(normalizeText(typed));
    if (value === undefined) context.addIssue({ code: 'custom', message: `expected ${what}` });
    return value ?? z.NEVER;
  });

/** Of whoever stands in the government file: as the roster's columns. */
export const contactFields = {
  surel: typedContact(readEmail, 'an e-mail address').optional(),
  wa: typedContact(readPhone, 'a mobile number').optional(),
};

export const contactIn = ({
  surel,
  wa,
}: {
  readonly surel?: string | undefined;
  readonly wa?: string | undefined;
}): Contact => ({
  ...(surel === undefined ? {} : { email: surel }),
  ...(wa === undefined ? {} : { phone: wa }),
});

type ContactRecord = TableRecord<'surel' | 'wa'>;

/** Both columns may be absent or empty; what is there must be right. */
export function readContact(record: ContactRecord): Contact {
  const typedEmail = record.optional('surel', 254, 'line');
  const typedPhone = record.optional('wa', 40, 'line');
  const email = typedEmail === undefined ? undefined : readEmail(typedEmail);
  const phone = typedPhone === undefined ? undefined : readPhone(typedPhone);
  if (typedEmail !== undefined && email === undefined)
    record.findings.refuse(record.place('surel'), {
      code: 'email-form',
      message: `Diharapkan satu alamat surel seperti nama@contohkab.go.id, atau sel kosong; yang diterima ${quoted(typedEmail)}.`,
      repair:
        'Penyusun berkas memperbaiki alamat surel, atau mengosongkan sel bila pejabat tidak memilikinya.',
    });
  if (typedPhone !== undefined && phone === undefined)
    record.findings.refuse(record.place('wa'), {
      code: 'phone-form',
      message: `Diharapkan satu nomor telepon seluler Indonesia seperti 081234567890 atau +6281234567890, atau sel kosong; yang diterima ${quoted(typedPhone)}.`,
      repair: 'Penyusun berkas memperbaiki nomor, atau mengosongkan sel bila pejabat tidak memilikinya.',
    });
  return contactIn({ surel: email, wa: phone });
}
