import type { Campaign } from '../../core/campaign/campaign.ts';
import type { Document } from '../../core/document/document.ts';
import { Documents } from '../../core/document/documents.ts';
import type { Officer } from '../../core/person/person-event.ts';
import type { ManagedHeading } from '../../web/pages/managed-document.ts';
import type { DocumentAction } from '../../web/wording/document-actions.ts';
import { type Call, hrSession } from '../call.ts';
import { Refusal } from '../refusal.ts';
import { campaignOfSession, hrVisitor } from '../visitor.ts';

export type Managed = {
  readonly document: Document;
  readonly campaign: Campaign;
  readonly heading: ManagedHeading;
  readonly by: Officer;
};

/** Unknown and another campaign's documents are both "not found". */
export async function managedOf(call: Call): Promise<Managed> {
  const session = hrSession(call);
  const id = call.path.id ?? '';
  if (!/^[0-9a-f]{32}$/.test(id)) throw new Refusal('not-found');
  const document = await new Documents(call.ports.registry).load(id);
  if (document?.created.campaign !== session.subject.campaign) throw new Refusal('not-found');
  const campaign = await campaignOfSession(call, session);
  const { kind, year, number, unit } = document.created;
  return {
    document,
    campaign,
    by: { role: 'hr', link: session.invitation },
    heading: {
      visitor: hrVisitor(session),
      government: campaign.government,
      timeZone: campaign.government.timeZone,
      id,
      kind,
      year,
      ...(number === undefined ? {} : { number }),
      unitName: unit.name,
      seen: document.version,
    },
  };
}

/** What fits the state; the use cases ask again. */
export function actionsFor({ state }: Document): readonly DocumentAction[] {
  switch (state.name) {
    case 'returned':
      return ['jawab', 'perbaikan', 'batalkan', 'basah'];
    case 'awaiting':
      return ['perbaikan', 'batalkan', 'basah'];
    case 'preparing':
      return ['perbaikan'];
    case 'cancelled':
    case 'on-paper':
      return ['aktifkan'];
    case 'replacing':
    case 'superseded':
    case 'sealing':
    case 'archiving':
    case 'complete':
      return [];
  }
}

export const pathOf = ({ id }: Pick<Document, 'id'>): string => `/papan/dokumen/${id}`;
