import { readKeptMail } from '../../adapters/embedded/kept-mail.ts';
import { keptMailListPage, keptMailPage } from '../../web/pages/kept-mail.ts';
import { type Answer, pageAnswer } from '../answers.ts';
import { type Call, hrSession } from '../call.ts';
import { Refusal } from '../refusal.ts';
import { campaignOfSession, hrVisitor } from '../visitor.ts';

/** The newest are enough for a try-out. */
const shownAtMost = 200;

/** What heads would have received: only where this process keeps messages in a folder and serves its own machine. */
export async function showKept(call: Call): Promise<Answer> {
  const session = hrSession(call);
  const campaign = await campaignOfSession(call, session);
  const folder = folderOf(call);
  const names = (await folder.list()).slice(0, shownAtMost);
  const mails = await Promise.all(
    names.map(async (name) => {
      const bytes = await folder.read(name);
      return bytes ? [{ name, ...readKeptMail(bytes) }] : [];
    }),
  );
  return pageAnswer(
    keptMailListPage(call.surroundings, {
      visitor: hrVisitor(session),
      government: campaign.government,
      timeZone: campaign.government.timeZone,
      mails: mails.flat().filter((mail) => mail.campaign === campaign.id),
    }),
  );
}

export async function showKeptOne(call: Call): Promise<Answer> {
  const session = hrSession(call);
  const campaign = await campaignOfSession(call, session);
  const bytes = await folderOf(call).read(call.path.name ?? '');
  const mail = bytes && readKeptMail(bytes);
  if (mail?.campaign !== campaign.id) throw new Refusal('not-found');
  return pageAnswer(
    keptMailPage(call.surroundings, {
      visitor: hrVisitor(session),
      government: campaign.government,
      timeZone: campaign.government.timeZone,
      mail,
    }),
  );
}

function folderOf({ mailFolder }: Call): NonNullable<Call['mailFolder']> {
  if (!mailFolder) throw new Refusal('not-found');
  return mailFolder;
}
