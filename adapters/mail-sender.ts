import { readEmail } from '../core/roster/contact.ts';

/** Who a message comes from. */
export type MailSender = { readonly name?: string; readonly address: string };

/** `ikrar@contohkab.go.id` or `Bagian Organisasi <ikrar@contohkab.go.id>`; `undefined` for anything else. */
export function readMailSender(text: string): MailSender | undefined {
  const [, name = '', inBrackets] = /^([^<>"\p{Cc}]{0,100})<([^<>]+)>$/u.exec(text.trim()) ?? [];
  const address = readEmail(inBrackets ?? text.trim());
  if (address === undefined) return undefined;
  return name.trim() === '' ? { address } : { name: name.trim(), address };
}
