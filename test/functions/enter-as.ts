import { issueActivationCode } from '../../core/person/activation-code.ts';
import { consentVersion } from '../../web/wording/consent.ts';
import { operator } from '../person/activate.ts';
import { type Answered, ask, enter } from './ask.ts';
import type { House } from './house.ts';

export const signerCookie = async (house: House, person: string): Promise<string> =>
  enter(house, await house.link({ role: 'signer', campaign: '2027', person }));

export const hrCookie = async (house: House): Promise<string> =>
  enter(house, await house.link({ role: 'hr', campaign: '2027' }));

/** A code as HR would hand it out; empty where none may be issued. */
export async function codeFor(house: House, person: string): Promise<string> {
  const issue = await issueActivationCode(house.ports, { person, by: operator });
  return issue.outcome === 'issued' ? issue.code : '';
}

export const activationForm = (code: string, passphrase: string) => ({
  code,
  passphrase,
  repeated: passphrase,
  consent: consentVersion,
  agreed: 'ya',
});

/** Signs the document's current revision; where the answer leads. */
export async function signAs(
  house: House,
  cookie: string,
  document: string,
  passphrase: string,
): Promise<Answered> {
  const form = { documents: await house.shown(document), passphrase, confirmed: 'ya', unopened: 'ya' };
  return ask(house, '/tanda-tangan', { cookie, form });
}

export const codeIn = ({ text }: Answered): string =>
  text.match(/\b[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2}\b/)?.[0] ?? '';
export const certificateIn = ({ text }: Answered): string =>
  text.match(/name="certificate" value="([0-9a-f]{64})"/)?.[1] ?? '';
