import * as z from 'zod';
import { changeContact } from '../../core/invitation/change-contact.ts';
import type { Person } from '../../core/person/person.ts';
import { contactFields, contactIn } from '../../core/roster/contact.ts';
import { contactPage } from '../../web/pages/contact.ts';
import type { FormError } from '../../web/parts/error-summary.ts';
import { type Answer, pageAnswer, seeOther } from '../answers.ts';
import { personOfCampaign, positionsOf } from '../board/campaign-official.ts';
import { type Call, hrSession } from '../call.ts';
import { readFields } from '../read-form.ts';
import { campaignOfSession, hrVisitor } from '../visitor.ts';

const typed = z.strictObject({ surel: z.string().trim().max(1000), wa: z.string().trim().max(1000) });
type Typed = z.infer<typeof typed>;

const wanted = {
  surel: 'Tuliskan satu alamat surel seperti nama@contohkab.go.id, atau kosongkan',
  wa: 'Tuliskan satu nomor telepon seluler seperti 081234567890, atau kosongkan',
} as const;

export async function showContact(call: Call): Promise<Answer> {
  const { contact } = await personOf(call);
  return showForm(call, { surel: contact?.email ?? '', wa: contact?.phone ? `+${contact.phone}` : '' }, []);
}

export async function takeContact(call: Call): Promise<Answer> {
  const { id } = await personOf(call);
  const given = readFields(call.form, typed);
  const read = { surel: readField('surel', given), wa: readField('wa', given) };
  const errors: FormError[] = (['surel', 'wa'] as const).flatMap((field) =>
    read[field].success ? [] : [{ field, message: wanted[field] }],
  );
  if (errors.length > 0) return showForm(call, given, errors);
  const by = { role: 'hr', link: hrSession(call).invitation } as const;
  await changeContact(call.ports, {
    person: id,
    by,
    contact: contactIn({ surel: read.surel.data, wa: read.wa.data }),
  });
  call.log({ event: 'contact-changed' });
  return seeOther(`/papan/pejabat/${id}?hasil=kontak`);
}

/** As the government file's, and empty where there is none. */
const readField = (field: keyof Typed, given: Typed) =>
  contactFields[field].safeParse(given[field] === '' ? undefined : given[field]);

const personOf = (call: Call): Promise<Person> => personOfCampaign(call, hrSession(call), call.path.id ?? '');

async function showForm(call: Call, given: Typed, errors: readonly FormError[]): Promise<Answer> {
  const session = hrSession(call);
  const person = await personOf(call);
  const campaign = await campaignOfSession(call, session);
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
