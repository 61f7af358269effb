import type { Campaign } from '../../core/campaign/campaign.ts';
import type { Document } from '../../core/document/document.ts';
import { Documents } from '../../core/document/documents.ts';
import type { Person } from '../../core/person/person.ts';
import type { Visitor } from '../../web/layout.ts';
import { anySession, type Call } from '../call.ts';
import { Refusal } from '../refusal.ts';
import { campaignOfSession, hrVisitor, signerOf } from '../visitor.ts';
import { isSlotHolder } from './desk-documents.ts';

/** Who reads which document; `person` is absent for HR, who reads without signing. */
export type Reader = {
  readonly document: Document;
  readonly campaign: Campaign;
  readonly visitor: Visitor;
  readonly person?: Person;
};

/** Unknown, another campaign's and somebody else's documents are all "not found". */
export async function readerOf(call: Call): Promise<Reader> {
  const session = anySession(call);
  const id = call.path.id ?? '';
  if (!/^[0-9a-f]{32}$/.test(id)) throw new Refusal('not-found');
  const document = await new Documents(call.ports.registry).load(id);
  if (document?.created.campaign !== session.subject.campaign) throw new Refusal('not-found');
  if (session.subject.role === 'hr')
    return { document, campaign: await campaignOfSession(call, session), visitor: hrVisitor(session) };
  const { person, campaign, visitor } = await signerOf(call);
  if (!isSlotHolder(document, person.id)) throw new Refusal('not-found');
  return { document, campaign, visitor, person };
}
