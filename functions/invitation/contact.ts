import * as z from 'zod';
import { changeContact } from '../../core/invitation/change-contact.ts';
import { contactFields, contactIn } from '../../core/roster/contact.ts';
import { contactPage } from '../../web/pages/contact.ts';
import type { FormError } from '../../web/parts/error-summary.ts';
import { type Answer, pageAnswer, seeOther } from '../answers.ts';
import { type Official, officialOf, pathOf, positionsOf } from '../board/campaign-official.ts';
import type { Call } from '../call.ts';
import { readFields } from '../read-form.ts';
import { hrVisitor } from '../visitor.ts';

const typed = z.strictObject({ surel: z.string().trim().max(1000), wa: z.string().trim().max(1000) });
type Typed = z.infer<typeof typed>;

const wanted = {
  surel: 'Tuliskan satu alamat surel seperti nama@contohkab.go.id, atau kosongkan',
  wa: 'Tuliskan satu nomor telepon seluler seperti 081234567890, atau kosongkan',
} as const;

export async function showContact(call: Call): Promise<Answer> {
  const official = await officialOf(call);
  const { contact } = official.person;
  return showForm(
    call,
    official,
    { surel: contact?.email ?? '', wa: contact?.phone ? `+${contact.phone}` : '' },
    [],
  );
}

export async function takeContact(call: Call): Promise<Answer> {
  const official = await officialOf(call);
  const { id } = official.person;
  const given = readFields(call.form, typed);
  const read = { surel: readField('surel', given), wa: readField('wa', given) };
  const errors: FormError[] = (['surel', 'wa'] as const).flatMap((field) =>
    read[field].success ? [] : [{ field, message: wanted[field] }],
  );
  if (errors.length > 0) return showForm(call, official, given, errors);
  const by = { role: 'hr', link: official.session.invitation } as const;
  await changeContact(call.ports, {
    person: id,
    by,
    contact: contactIn({ surel: read.surel.data, wa: read.wa.data }),
  });
  call.log({ event: 'contact-changed' });
  return seeOther(`${pathOf(official.person)}?hasil=kontak`);
}

/** As the government file's, and empty where there is none. */
const readField = (field: keyof Typed, given: Typed) =>
  contactFields[field].safeParse(given[field] === '' ? undefined : given[field]);

function showForm(
  call: Call,
  { session, campaign, person }: Official,
  given: Typed,
  errors: readonly FormError[],
): Answer {
  return pageAnswer(
    contactPage(call.surroundings, {
      visitor: hrVisitor(session),
      government: campaign.government,
      person: person.id,
      displayName: person.displayName,
      positions: positionsOf(person),
      ...given,
      errors,
    }),
    errors.length > 0 ? 422 : 200,
  );
}
