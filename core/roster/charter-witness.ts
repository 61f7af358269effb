import * as z from 'zod';
import { contactFields } from './contact.ts';
import { printed } from './printed.ts';
import { textCaps } from './text.ts';

/**
 * Who comes from outside (Ombudsman, prosecutors, the public) and stands on every charter of the campaign. `position` is
 * the full text to print.
 */
export const CharterWitness = z.strictObject({
  /** Bare. */
  name: printed(textCaps.name),
  titlePrefix: printed(textCaps.titlePrefix).optional(),
  titleSuffix: printed(textCaps.titleSuffix).optional(),
  position: printed(textCaps.position),
  institution: printed(200).optional(),
  /** Signs in the file as a person of the campaign, was only present, or signed on a paper copy. */
  attendance: z.enum(['signs', 'named', 'paper']),
  /** Of one who signs. */
  ...contactFields,
});
export type CharterWitness = z.infer<typeof CharterWitness>;

/** "Kepala Perwakilan, Ombudsman RI Sumatera Utara": the office as pages and certificates of a witness tell it. */
export const witnessPosition = ({
  position,
  institution,
}: Pick<CharterWitness, 'position' | 'institution'>): string =>
  institution === undefined || position.includes(institution) ? position : `${position}, ${institution}`;
