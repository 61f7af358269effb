import * as z from 'zod';
import { changeContact } from '../../core/invitation/change-contact.ts';
import type { Person } from '../../core/person/person.ts';
import { contactIn, readEmail, readPhone } from '../../core/roster/contact.ts';
import { contactPage } from '../../web/pages/contact.ts';
import type { FormError } from '../../web/parts/error-summary.ts';
import { type Answer, pageAnswer, seeOther } from '../answers.ts';
import { personOfCampaign, positionsOf } from '../board/official.ts';
import { type Call, hrSession } from '../call.ts';
import { readFields } from '../read-form.ts';
import { campaignOfSession, hrVisitor } from '../visitor.ts';

const typed = z.strictObject({ surel: z.string().trim().max(1000), wa: z.string().trim().max(1000) });
type Typed = z.infer<typeof typed>;

export async function showContact(call: Call): Promise<Answer> {
  const { contact } = await personOf(call);
  return showForm(call, { surel: contact?.email ?? '', wa: contact?.phone ? `+${contact.phone}` : '' }, []);
}

export async function takeContact(call: Call): Promise<Answer> {
  const { id } = await personOf(call);
  const given = readFields(call.form, typed);
  const surel = given.surel === '' ? undefined : readEmail(given.surel);
  const wa = given.wa === '' ? undefined : readPhone(given.wa);
  const errors: FormError[] = [
    ...(given.surel !== '' && surel === undefined
      ? [
          {
            field: 'surel',
            message: 'Tuliskan satu alamat surel seperti nama@contohkab.go.id, atau kosongkan',
          },
        ]
      : []),
    ...(given.wa !== '' && wa === undefined
      ? [{ field: 'wa', message: 'Tuliskan satu nomor telepon seluler seperti 081234567890, atau kosongkan' }]
      : []),
  ];
  if (errors.length > 0) return showForm(call, given, errors);
  const by = { role: 'hr', link: hrSession(call).invitation } as const;
  await changeContact(call.ports, { person: id, by, contact: contactIn({ surel, wa }) });
  call.log({ event: 'contact-changed' });
  return seeOther(`/papan/pejabat/${id}?hasil=kontak`);
}

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
