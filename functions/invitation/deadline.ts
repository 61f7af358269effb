import * as z from 'zod';
import { refuseDeadline, setDeadline } from '../../core/campaign/signing-deadline.ts';
import type { FormError } from '../../web/parts/error-summary.ts';
import { type Answer, seeOther } from '../answers.ts';
import { type Call, hrSession } from '../call.ts';
import { readFields } from '../read-form.ts';
import { campaignOfSession } from '../visitor.ts';
import { showInvitations } from './outreach.ts';

const typed = z.strictObject({ batas: z.string().trim().max(40) });

const refusals: Readonly<Record<NonNullable<ReturnType<typeof refuseDeadline>>, string>> = {
  'no-day': 'Pilih tanggal yang lengkap, atau kosongkan',
  past: 'Batas waktu tidak boleh sebelum hari ini',
  far: 'Batas waktu paling lambat akhir tahun berikutnya',
};

/** An empty field takes the deadline away. */
export async function takeDeadline(call: Call): Promise<Answer> {
  const { batas } = readFields(call.form, typed);
  const campaign = await campaignOfSession(call, hrSession(call));
  const { year, government } = campaign;
  const now = call.ports.clock.now();
  const refused =
    batas === '' ? undefined : refuseDeadline(batas, { year, now, timeZone: government.timeZone });
  if (refused) {
    const errors: FormError[] = [{ field: 'batas', message: refusals[refused] }];
    return showInvitations(call, { typed: batas, errors });
  }
  await setDeadline(call.ports.registry, campaign.id, batas === '' ? undefined : batas);
  call.log({ event: 'deadline-set' });
  return seeOther('/papan/undangan?batas=tersimpan');
}
